package io.github.layerlift.it.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of {@code batch --html} and {@code report}, in Chromium. */
final class ReportPageIT extends PageInBrowser {
  /** A path of folders whose name would run a script, were it taken for markup. */
  private static final String HOSTILE =
      "<img src=x onerror=window.__pwned=1>/" + "x</script><script>window.__pwned=1</script>";

  private static final int MANY = 20_000;
  private static final long MAX_BYTES = 20_000_000;

  /** On a busy machine; on a quiet one it takes a tenth. */
  private static final long MAX_READY_MILLIS = 2000;

  private static final long MAX_KEY_MILLIS = 500;
  private static final String FIRST = "#table tbody tr[aria-rowindex='2'] ";
  private static final String OPEN = ".open";

  @TempDir
  private static Path folder;

  private static Path small;
  private static Path big;

  @BeforeAll
  static void writePages() throws Exception {
    Path shelf = Files.createDirectories(folder.resolve("shelf"));
    for (String sample : Samples.names()) {
      Files.copy(Samples.path(sample), shelf.resolve(sample));
    }
    byte[] hello = Files.readAllBytes(Samples.path(Samples.HELLO));
    Files.write(shelf.resolve("cut.tar"), Arrays.copyOf(hello, hello.length / 2));
    Path odd = shelf.resolve(HOSTILE + ".tar");
    Files.createDirectories(odd.getParent());
    Files.write(odd, hello);
    Files.write(shelf.resolve("<!--\u202e-->&amp;\u0001.tar"), Arrays.copyOf(hello, 5000));
    Files.writeString(shelf.resolve("notes.txt"), "text");
    small = folder.resolve("small.html");
    Finished batch = Launcher.layerlift(
            "batch", shelf, "--into", folder.resolve("modern"), "--html", small)
        .run();
    assertEquals(6, batch.code(), batch::err);
    big = folder.resolve("big.html");
    Path lines = folder.resolve("big.jsonl");
    InventedShelf.write(lines, MANY);
    Launcher.layerlift("report", lines, "--html", big)
        .with("LAYERLIFT_JAVA_OPTS", "-Xmx96m")
        .run()
        .orFail();
  }

  private static void type(String words) {
    WebElement text = browser.find("#text");
    text.clear();
    text.sendKeys(words);
  }

  private static String matches() {
    return browser.find("#matches").getText();
  }

  private static List<String> rows(String column) {
    return browser.texts("#table tbody tr:not(.space) td:nth-child(" + column + ")");
  }

  /** How many rows are in the document. */
  private static long count() {
    return (Long) browser.run("return document.querySelectorAll('.open').length");
  }

  @Test
  void page_ofABatch_saysWhatBecameOfIt() throws IOException {
    open(small, 1280);
    assertEquals("11 of 13 archives are converted", browser.find("h1").getText());
    assertTrue(
        browser.texts(".tile").contains("2\nfailed"),
        () -> browser.texts(".tile").toString());
    assertEquals("tar-truncated", browser.find("#failed h3 code").getText());
    assertEquals(
        "https://github.com/layerlift/layerlift/blob/main/docs/errors.md#tar-truncated",
        browser.find("#failed .actions a").getAttribute("href"));
    assertEquals("14 inputs", matches());
    assertTrue(browser.find("#layers").getText().contains("one store"));
  }

  @Test
  void filter_wordsAndStatus_leavesWhatHasThem() throws IOException {
    open(small, 1280);
    type("cut TAR");
    assertEquals("1 of 14 inputs", matches());
    assertEquals("cut.tar", browser.find(FIRST + ".file").getText());
    type("");
    browser.find("#status").sendKeys("failed");
    assertEquals("2 of 14 inputs", matches());
    browser.find("#failed [data-find]").click();
    assertEquals("2 of 14 inputs", matches());
    assertEquals("tar-truncated", browser.find("#text").getAttribute("value"));
    type("no such thing");
    assertEquals("0 of 14 inputs", matches());
    assertEquals(List.of(), rows("1"));
  }

  /** By a column that script and test compare in the same way: as numbers, or as ASCII. */
  @ParameterizedTest
  @CsvSource({"status,2", "why,3", "kind,4", "created,5", "before,6", "after,7", "layers,8"})
  void sort_anyColumn_turnsAroundAndSaysSo(String column, String number) throws IOException {
    open(big, 1280);
    type("payments/api-1.1");
    WebElement button = browser.find("[data-column=" + column + "]");
    button.click();
    List<String> up = rows(number);
    assertEquals("ascending", browser.find("th[aria-sort]").getAttribute("aria-sort"));
    button.click();
    List<String> down = rows(number);
    assertEquals("descending", browser.find("th[aria-sort]").getAttribute("aria-sort"));
    assertFalse(up.isEmpty());
    List<String> known = new ArrayList<>(down);
    known.removeIf(String::isEmpty);
    assertEquals(known, down.subList(0, known.size()), "what is unknown comes last");
    assertEquals(keys(up, true), keys(up, false), up::toString);
    List<Double> reversed = keys(down, false);
    Collections.reverse(reversed);
    assertEquals(keys(down, true), reversed, down::toString);
  }

  /** What the texts of a column are sorted by, for comparison; sorted, if that is asked for. */
  private static List<Double> keys(List<String> texts, boolean sorted) {
    Map<String, Double> units = Map.of("bytes", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9);
    List<String> statuses = List.of("failed", "not run", "converted", "up to date", "left alone");
    List<Double> keys = new ArrayList<>();
    for (String text : texts) {
      if (statuses.contains(text)) {
        keys.add((double) statuses.indexOf(text));
      } else if (text.matches("[0-9.,]+( (bytes|kB|MB|GB))?")) {
        List<String> parts = Splitter.on(' ').splitToList(text.replace(",", ""));
        keys.add(
            Double.parseDouble(parts.get(0)) * (parts.size() > 1 ? units.get(parts.get(1)) : 1));
      } else if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
        keys.add(Double.parseDouble(text.replace("-", "")));
      } else if (!text.isEmpty()) {
        keys.add((double) text.charAt(0) * 1000 + text.charAt(1));
      }
    }
    if (sorted) {
      Collections.sort(keys);
    }
    return keys;
  }

  @Test
  void keyboard_alone_opensAnArchiveAndComesBack() throws IOException {
    open(small, 1280);
    browser.find(".window").sendKeys("");
    browser.find("[data-column=layers]").sendKeys(Keys.TAB);
    assertEquals("open", browser.focused().getAttribute("class"));
    browser.focused().sendKeys(Keys.ARROW_DOWN);
    browser.focused().sendKeys(Keys.ARROW_DOWN);
    String third = browser.focused().getAttribute("title");
    assertEquals("4", browser.run("return document.activeElement.closest('tr').ariaRowIndex"));
    browser.focused().sendKeys(Keys.ENTER);
    assertEquals(third, browser.find("#one-title").getText());
    assertTrue(browser.find("#one").isDisplayed());
    browser.focused().sendKeys(Keys.ESCAPE);
    assertFalse(browser.find("#one").isDisplayed());
    assertEquals(third, browser.focused().getAttribute("title"));
    browser.focused().sendKeys(Keys.TAB);
    assertFalse(browser.focused().getAttribute("class").equals("open"), "one stop for all rows");
  }

  @Test
  void keyboard_manyRows_reachesTheLast() throws IOException {
    open(big, 1280);
    browser.find("[data-column=layers]").sendKeys(Keys.TAB);
    browser.focused().sendKeys(Keys.END);
    assertEquals(
        Integer.toString(MANY + 1),
        browser.run("return document.activeElement.closest('tr').ariaRowIndex"));
    assertTrue((Boolean) browser.run("""
        const row = document.activeElement.getBoundingClientRect();
        const view = document.getElementById("window").getBoundingClientRect();
        return row.top >= view.top && row.bottom <= view.bottom + 1;
        """));
    browser.focused().sendKeys(Keys.PAGE_UP);
    browser.focused().sendKeys(Keys.HOME);
    assertEquals("2", browser.run("return document.activeElement.closest('tr').ariaRowIndex"));
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void page_anyThemeAndWidth_keepsNobodyOut(String scheme, int width) throws IOException {
    open(small, width).media(scheme, "");
    assertEquals(List.of(), browser.axe());
    requireFit();
    browser.find(FIRST + OPEN).click();
    assertEquals(List.of(), browser.axe());
  }

  @Test
  void page_hostileNames_showsThem() throws IOException {
    open(small, 1280);
    type("pwned");
    assertEquals("1 of 14 inputs", matches());
    browser.find(FIRST + OPEN).click();
    assertTrue(browser.find("#one-title").getText().endsWith(HOSTILE + ".tar"));
    open(small, 1280);
    type("<!--");
    assertEquals("<!--\\u202e-->&amp;\\u0001.tar", browser.find(FIRST + ".file").getText());
  }

  /** Were a name ever taken for markup, the policy would still stop it. */
  @Test
  void policy_markupThatGotIn_runsAndLoadsNothing() throws IOException {
    open(small, 1280);
    browser.run("""
        document.body.insertAdjacentHTML("beforeend",
            "<img src=x onerror=window.__pwned=1><a href='javascript:window.__pwned=1' id=trap>trap</a>"
            + "<p style='position: fixed; inset: 0'>over all</p>");
        const script = document.createElement("script");
        script.textContent = "window.__pwned = 1";
        document.body.append(script);
        """);
    browser.run("document.getElementById('trap').click()");
    List<String> complaints = browser.console();
    for (String directive : List.of("img-src", "script-src", "style-src", "default-src")) {
      assertTrue(
          complaints.stream().anyMatch(each -> each.contains(directive)), complaints::toString);
    }
    assertEquals(1, browser.requests().size(), "the page itself");
  }

  @Test
  void page_manyArchives_isSmallAndQuick() throws IOException {
    assertTrue(Files.size(big) < MAX_BYTES, () -> big.toFile().length() + " bytes");
    open(big, 1280);
    assertEquals(String.format("%,d inputs", MANY), matches());
    double ready = ((Number) browser.run(
            "return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
        .doubleValue();
    double key = ((Number) browser.run("""
        const text = document.getElementById("text");
        let most = 0;
        for (const words of ["s", "se", "sea", "search worker"]) {
          text.value = words;
          const start = performance.now();
          text.dispatchEvent(new Event("input"));
          document.body.offsetHeight;
          most = Math.max(most, performance.now() - start);
        }
        return most;
        """)).doubleValue();
    System.out.printf(
        "%,d archives: %,d bytes, ready after %.0f ms, a key takes at most %.0f ms%n",
        MANY, Files.size(big), ready, key);
    assertTrue(ready < MAX_READY_MILLIS, ready + " ms");
    assertTrue(key < MAX_KEY_MILLIS, key + " ms");
    assertTrue((Long) browser.run("return document.querySelectorAll('#table tr').length") < 100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void print_any_hasRowsAndSaysHowMany(boolean many) throws IOException {
    open(many ? big : small, 1280);
    browser.media("light", "print").run("dispatchEvent(new Event('beforeprint'))");
    assertEquals(many ? 500L : 14L, count());
    assertEquals(many, browser.find("#print-note").isDisplayed());
    assertFalse(browser.find("#filter").isDisplayed());
    browser.media("light", "").run("dispatchEvent(new Event('afterprint'))");
    assertTrue(count() < 100);
  }

  @Test
  void page_withoutScript_hasTheSummaryAndSaysWhatIsMissing() throws IOException {
    open(small, 1280).scripts(false).open(small);
    assertEquals("11 of 13 archives are converted", browser.find("h1").getText());
    assertTrue(browser.find("noscript .note").isDisplayed());
    assertFalse(browser.find("#filter").isDisplayed());
    assertFalse(browser.find("[data-find]").isDisplayed());
  }
}
