package io.github.layerlift.it.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of {@code inspect --html}, in Chromium. */
final class InspectionPageIT {
  /** Would run a script, were it taken for markup. */
  private static final String HOSTILE = "<img src=x onerror=window.__pwned=1>";

  private static final String SCRIPT = "x<\\script><script>window.__pwned=1<";
  private static final int MANY = 1200;

  @TempDir
  private static Path folder;

  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void writePage() throws Exception {
    CraftedImage image = CraftedImage.ofAnyEngine().layer(tar -> {
      tar.file("evil/" + HOSTILE, "x").file("evil/" + SCRIPT, "x").file("evil/\u202egnp.exe", "x");
      for (int i = 0; i < MANY; i++) {
        tar.file("many/f" + i, "x");
      }
    });
    Path archive = folder.resolve("<!--&amp;.tar");
    image.save(archive, "crafted:1.0");
    page = folder.resolve("page.html");
    Launcher.layerlift("inspect", archive, "--html", page).run().orFail();
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  /** Whatever a test did: no script of an archive ran, nothing was asked for, nothing was complained about. */
  @AfterEach
  void requireQuiet() throws IOException {
    assertEquals(null, browser.run("return window.__pwned"));
    assertEquals(List.of(), browser.console());
    for (String address : browser.requests()) {
      assertTrue(address.startsWith("file:") && address.endsWith(".html"), address);
    }
  }

  private static Browser open(int width) throws IOException {
    return browser.scripts(true).media("light", "").width(width).open(page);
  }

  /** The names in the tree, as far as it is open. */
  private static List<String> names() {
    return browser.texts(".tree .name");
  }

  /** Opens or closes a folder, which must be in the tree already. */
  private static void press(String name) {
    browser.run(
        "[...document.querySelectorAll('.tree summary')]"
            + ".find(each => each.querySelector('.name').textContent === arguments[0]).focus()",
        name);
    browser.focused().sendKeys(Keys.ENTER);
    // what is in a folder comes after the browser has opened it
    browser.run("""
        const line = document.activeElement;
        return new Promise(done => {
          const look = () => !line.parentElement.open || line.nextElementSibling ? done() : setTimeout(look, 10);
          look();
        });
        """);
  }

  @Test
  void page_ofAnArchive_saysWhatIsInIt() throws IOException {
    open(1280);
    assertTrue(browser.find("h1").getText().endsWith("/<!--&amp;.tar"));
    assertEquals("docker.io/library/crafted:1.0", browser.find("h2").getText());
    assertEquals(3, browser.texts(".layers tbody tr").size());
    assertTrue(browser.texts(".wasteful td.path").contains("opaque/below"));
    assertTrue(browser.texts(".facts dd").contains("linux/amd64"));
  }

  @Test
  void tree_keyboardAlone_opensAndClosesFolders() throws IOException {
    open(1280);
    assertTrue(names().contains("opaque/"));
    assertFalse(names().contains("below"));
    press("opaque/");
    assertTrue(names().contains("below"));
    String gone = "gone in layer 2; 6 bytes wasted";
    assertTrue(browser.texts(".tree .notes").contains(gone), names()::toString);
    browser.focused().sendKeys(Keys.TAB);
    assertEquals("SUMMARY", browser.focused().getTagName().toUpperCase(Locale.ROOT));
    press("opaque/");
    assertFalse(names().stream().anyMatch("below"::equals));
  }

  @Test
  void tree_changedOnly_leavesOutWhatNoLayerTouched() throws IOException {
    open(1280);
    browser.find(".files input").click();
    assertFalse(names().contains("many/"));
    assertTrue(names().contains("opaque/"));
    press("opaque/");
    assertTrue(names().contains("below"));
    assertFalse(names().contains("newer"));
    browser.find(".files input").click();
    assertTrue(names().contains("many/"));
  }

  @Test
  void tree_largeFolder_comesInPieces() throws IOException {
    open(1280);
    int before = names().size();
    press("many/");
    assertEquals(before + 500, names().size());
    assertEquals("Show more: 700", browser.find(".tree button").getText());
    browser.find(".tree button").sendKeys(Keys.ENTER);
    assertEquals("Show more: 200", browser.find(".tree button").getText());
    browser.find(".tree button").sendKeys(Keys.ENTER);
    assertEquals(before + MANY, names().size());
    assertEquals(List.of(), browser.texts(".tree button"));
  }

  @Test
  void page_hostileNames_showsThem() throws IOException {
    open(1280);
    press("evil/");
    assertTrue(names().contains(HOSTILE), names()::toString);
    assertTrue(names().contains("\\xe2\\x80\\xaegnp.exe"), names()::toString);
    assertTrue(names().stream().anyMatch(name -> name.contains("<script>window.__pwned=1<")));
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void page_anyThemeAndWidth_keepsNobodyOut(String scheme, int width) throws IOException {
    open(width).media(scheme, "");
    press("opaque/");
    assertEquals(List.of(), browser.axe());
    assertTrue(
        (Boolean) browser.run(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        "nothing sticks out");
  }

  @Test
  void page_withoutScript_hasAllButTheTree() throws IOException {
    open(1280).scripts(false).open(page);
    assertEquals(3, browser.texts(".layers tbody tr").size());
    assertTrue(browser.find("noscript .note").isDisplayed());
    assertFalse(browser.find(".files").isDisplayed());
  }
}
