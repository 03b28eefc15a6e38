package io.github.layerlift.it.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of pages in {@code docs}; {@code docs/pictures.sh} runs it. */
@Tag("pictures")
final class PicturesIT {
  private static final int ARCHIVES = 240;
  private static final int DESKTOP = 1280;
  private static final int PHONE = 390;
  private static final int MAX_HEIGHT = 1100;

  @TempDir
  private Path folder;

  @Test
  void pictures_ofAnInventedShelf_areTaken() throws Exception {
    Path report = folder.resolve("report.jsonl");
    Path page = folder.resolve("report.html");
    InventedShelf.write(report, ARCHIVES);
    Launcher.layerlift("report", report, "--html", page).run().orFail();
    try (Browser browser = Browser.start()) {
      browser.media("light", "").width(DESKTOP).open(page);
      take(browser, "report-light.png", "html", DESKTOP);
      browser.media("dark", "");
      take(browser, "report-dark.png", "#sizes", DESKTOP);
      browser.media("light", "");
      browser.find("#text").sendKeys("search");
      browser.find("[data-column=why]").click();
      take(browser, "report-table.png", "#archives", DESKTOP);
      browser.width(PHONE).open(page);
      take(browser, "report-phone.png", "html", PHONE);
    }
  }

  @Test
  void pictures_ofInventedImages_areTaken() throws Exception {
    Path older = folder.resolve("search-1.4.tar");
    Path newer = folder.resolve("search-1.5.tar");
    InventedImages.write(older, newer);
    Path inspection = folder.resolve("inspection.html");
    Path diff = folder.resolve("diff.html");
    run("inspect", older.getFileName(), "--html", inspection);
    run(
        "diff",
        older.getFileName(),
        newer.getFileName(),
        "--html",
        diff,
        "--ignore",
        "times",
        "--content",
        "srv/app/etc/search.conf");
    try (Browser browser = Browser.start()) {
      for (Path page : List.of(inspection, diff)) {
        String name = page.equals(diff) ? "diff" : "inspect";
        browser.media("light", "").width(DESKTOP).open(page);
        take(browser, name + "-light.png", "html", DESKTOP);
        browser.width(PHONE).open(page);
        take(browser, name + "-phone.png", "html", PHONE);
      }
    }
  }

  /** Where the archives are: pages show their names as they are given. */
  private void run(Object... words) throws Exception {
    Command.of("env", "-C", folder)
        .and(Launcher.layerlift(words).words().toArray())
        .run();
  }

  private static void take(Browser browser, String name, String from, int width) throws Exception {
    Path picture = Checkout.docs().resolve("picture").resolve(name);
    Files.write(picture, browser.picture(from, width, MAX_HEIGHT));
    assertTrue(Files.size(picture) > 0, name);
  }
}
