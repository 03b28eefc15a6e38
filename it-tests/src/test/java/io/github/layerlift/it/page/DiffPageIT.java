package io.github.layerlift.it.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of {@code diff --html}, in Chromium. */
final class DiffPageIT extends PageInBrowser {
  private static final int MANY = 20_000;
  private static final int PER_FOLDER = 100;

  /** On a busy machine; on a quiet one it takes a tenth. */
  private static final long MAX_KEY_MILLIS = 500;

  @TempDir
  private static Path folder;

  private static Path small;
  private static Path big;

  @BeforeAll
  static void writePages() throws Exception {
    CraftedImage base = CraftedImage.ofAnyEngine();
    Path old = folder.resolve("<!--&amp;.tar");
    base.save(old, "crafted:1.0", "\"config\":{\"Env\":[\"" + HOSTILE + "\"]}");
    Path hostile = folder.resolve("hostile.tar");
    base.base(2)
        .layer(tar -> addHostile(tar).file("again", HOSTILE + "\n</pre>\n").file(".wh.owned", ""))
        .save(hostile, "crafted:1.1");
    small = write("small.html", old, hostile, "--content", "again", "--content", "evil/" + HOSTILE);
    Path many = folder.resolve("many.tar");
    base.base(2)
        .layer(tar -> {
          for (int i = 0; i < MANY; i++) {
            tar.file("many/d" + i / PER_FOLDER + "/f" + i, "x");
          }
        })
        .save(many, "crafted:1.1");
    big = write("big.html", old, many);
  }

  private static Path write(String name, Path a, Path b, Object... options) throws Exception {
    Path page = folder.resolve(name);
    Finished diff =
        Launcher.layerlift("diff", a, b, "--html", page).and(options).run();
    assertEquals(7, diff.code(), diff::err);
    return page;
  }

  private static String matches() {
    return browser.find(".filter output").getText();
  }

  private static void type(String words) {
    browser.find(".filter input").clear();
    browser.find(".filter input").sendKeys(words);
  }

  @Test
  void page_ofTwoImages_saysInWhatTheyDiffer() throws IOException {
    open(small, 1280);
    assertEquals("The images differ", browser.find("h1").getText());
    assertTrue(browser.texts(".sides td").contains("docker.io/library/crafted:1.1"));
    assertEquals(3, browser.texts(".layers tbody tr").size());
    assertEquals(List.of("both", "both", "only B"), browser.texts(".layers tbody td:nth-child(3)"));
    assertTrue(browser.texts(".tree .notes").contains("removed"));
    assertTrue(
        browser.texts("pre .removed").contains("-new"),
        () -> browser.texts("pre").get(0));
  }

  @Test
  void filter_kindsWordsAndList_leavesWhatHasThem() throws IOException {
    open(small, 1280);
    choose("removed");
    assertEquals(List.of("owned"), names());
    choose("");
    type("gnp EVIL");
    assertEquals(List.of("evil/", "\\xe2\\x80\\xaegnp.exe"), names());
    assertTrue(matches().startsWith("1 of "), matches());
    browser.find(".filter input[type=checkbox]").click();
    assertEquals(List.of("evil/\\xe2\\x80\\xaegnp.exe"), names());
    type("no such thing");
    assertEquals(List.of(), names());
  }

  @Test
  void tree_keyboardAlone_opensAndClosesFolders() throws IOException {
    open(small, 1280);
    assertTrue(names().contains(HOSTILE), "few lines are open from the start");
    press("evil/");
    assertFalse(names().stream().anyMatch(HOSTILE::equals));
    press("evil/");
    assertTrue(names().contains(HOSTILE));
  }

  @Test
  void page_hostileNames_showsThem() throws IOException {
    open(small, 1280);
    requireHostileNames();
    assertTrue(browser.texts(".sides td").contains("[\"" + HOSTILE + "\"]"));
    assertTrue(browser.texts("pre .added").contains("+" + HOSTILE));
    assertTrue(browser.texts("pre .added").contains("+</pre>"));
    assertEquals("evil/" + HOSTILE, browser.find("#content1").getText());
  }

  @Test
  void page_manyFiles_isQuick() throws IOException {
    open(big, 1280);
    assertTrue(matches().endsWith(" of 20,201"), matches());
    double key = ((Number) browser.run("""
        const text = document.querySelector(".filter input");
        let most = 0;
        for (const list of [false, true]) {
          document.querySelector(".filter input[type=checkbox]").checked = list;
          for (const words of ["f", "f1", "f19", "f199 many", ""]) {
            text.value = words;
            const start = performance.now();
            text.dispatchEvent(new Event("input", { bubbles: true }));
            document.body.offsetHeight;
            most = Math.max(most, performance.now() - start);
          }
        }
        return most;
        """)).doubleValue();
    System.out.printf("%,d files: a key takes at most %.0f ms%n", MANY, key);
    assertTrue(key < MAX_KEY_MILLIS, key + " ms");
    assertEquals(500, names().size(), "the list comes in pieces");
    browser.find(".tree button").sendKeys(Keys.ENTER);
    assertEquals(1000, names().size());
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void page_anyThemeAndWidth_keepsNobodyOut(String scheme, int width) throws IOException {
    open(small, width).media(scheme, "");
    assertEquals(List.of(), browser.axe());
    requireFit();
  }

  @Test
  void print_any_hasNoFilter() throws IOException {
    open(small, 1280).media("light", "print");
    assertFalse(browser.find(".filter").isDisplayed());
    assertTrue(browser.find(".tree").isDisplayed());
  }

  @Test
  void page_withoutScript_hasAllButTheTree() throws IOException {
    open(small, 1280).scripts(false).open(small);
    assertEquals(3, browser.texts(".layers tbody tr").size());
    assertTrue(browser.find("noscript .note").isDisplayed());
    assertFalse(browser.find(".files").isDisplayed());
  }
}
