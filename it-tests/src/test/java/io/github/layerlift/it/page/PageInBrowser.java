package io.github.layerlift.it.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.CraftedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.openqa.selenium.Keys;

/** Tests of a page in Chromium, after each of which nothing must have run that isn't the page's. */
abstract class PageInBrowser {
  /** Would run a script, were it taken for markup. */
  static final String HOSTILE = "<img src=x onerror=window.__pwned=1>";

  private static final String SCRIPT = "x<\\script><script>window.__pwned=1<";

  protected static Browser browser;

  @BeforeAll
  static void openBrowser() throws IOException {
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

  /** Adds files whose names must stay names. */
  static CraftedImage.Layer addHostile(CraftedImage.Layer tar) throws IOException {
    return tar.file("evil/" + HOSTILE, "x")
        .file("evil/" + SCRIPT, "x")
        .file("evil/\u202egnp.exe", "x");
  }

  /** The tree has those files, and is open where they are. */
  static void requireHostileNames() {
    assertTrue(names().contains(HOSTILE), names()::toString);
    assertTrue(names().contains("\\xe2\\x80\\xaegnp.exe"), names()::toString);
    assertTrue(names().stream().anyMatch(name -> name.contains("<script>window.__pwned=1<")));
  }

  static Browser open(Path page, int width) throws IOException {
    return browser.scripts(true).media("light", "").width(width).open(page);
  }

  static void requireFit() {
    assertTrue(
        (Boolean) browser.run(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        "nothing sticks out");
  }

  /** The names in a tree of files, as far as it is open. */
  static List<String> names() {
    return browser.texts(".tree .name");
  }

  /** Chooses what a tree shows, by a kind of lines; everything if that is empty. */
  static void choose(String kind) {
    browser.run("""
        const select = document.querySelector(".filter select");
        select.value = arguments[0];
        select.dispatchEvent(new Event("input", { bubbles: true }));
        """, kind);
  }

  /** Opens or closes a folder, which must be in the tree already. */
  static void press(String name) {
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
}
