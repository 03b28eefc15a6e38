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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of {@code inspect --html}, in Chromium. */
final class InspectionPageIT extends PageInBrowser {
  private static final int MANY = 1200;

  @TempDir
  private static Path folder;

  private static Path page;

  @BeforeAll
  static void writePage() throws Exception {
    CraftedImage image = CraftedImage.ofAnyEngine().layer(tar -> {
      addHostile(tar);
      for (int i = 0; i < MANY; i++) {
        tar.file("many/f" + i, "x");
      }
    });
    Path archive = folder.resolve("<!--&amp;.tar");
    image.save(archive, "crafted:1.0");
    page = folder.resolve("page.html");
    Launcher.layerlift("inspect", archive, "--html", page).run().orFail();
  }

  @Test
  void page_ofAnArchive_saysWhatIsInIt() throws IOException {
    open(page, 1280);
    assertTrue(browser.find("h1").getText().endsWith("/<!--&amp;.tar"));
    assertEquals("docker.io/library/crafted:1.0", browser.find("h2").getText());
    assertEquals(3, browser.texts(".layers tbody tr").size());
    assertTrue(browser.texts(".wasteful td.path").contains("opaque/below"));
    assertTrue(browser.texts(".facts dd").contains("linux/amd64"));
  }

  @Test
  void tree_keyboardAlone_opensAndClosesFolders() throws IOException {
    open(page, 1280);
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
    open(page, 1280);
    choose("changed");
    assertFalse(names().contains("many/"));
    assertTrue(names().contains("opaque/"));
    assertTrue(names().contains("below"), "what is found is in sight");
    assertFalse(names().contains("newer"));
    choose("");
    assertTrue(names().contains("many/"));
    assertFalse(names().contains("below"));
  }

  @Test
  void tree_largeFolder_comesInPieces() throws IOException {
    open(page, 1280);
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
    open(page, 1280);
    press("evil/");
    requireHostileNames();
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void page_anyThemeAndWidth_keepsNobodyOut(String scheme, int width) throws IOException {
    open(page, width).media(scheme, "");
    press("opaque/");
    assertEquals(List.of(), browser.axe());
    requireFit();
  }

  @Test
  void page_withoutScript_hasAllButTheTree() throws IOException {
    open(page, 1280).scripts(false).open(page);
    assertEquals(3, browser.texts(".layers tbody tr").size());
    assertTrue(browser.find("noscript .note").isDisplayed());
    assertFalse(browser.find(".files").isDisplayed());
  }
}
