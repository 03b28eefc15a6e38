package io.github.layerlift.cli.shelf;

import gg.jte.html.HtmlContent;
import gg.jte.html.HtmlTemplateOutput;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.cli.page.PageAsset;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.LayerliftException;

/** The page about a shelf of archives. The same reports give the same bytes. */
public final class ShelfPage {
  private ShelfPage() {}

  /**
   * Writes the page, and doesn't commit the file.
   *
   * @throws LayerliftException if it can't be written
   */
  public static void write(Shelf shelf, WholeFile file) throws LayerliftException {
    write(Facts.of(shelf), file);
  }

  static void write(Facts facts, WholeFile file) throws LayerliftException {
    Page page = new Page(
        facts.headline(),
        PageAsset.of(ShelfPage.class, "shelf.css"),
        PageAsset.of(ShelfPage.class, "shelf.js"));
    page.write(new Body(facts), file);
  }

  private record Body(Facts facts) implements HtmlContent {
    @Override
    @SuppressWarnings("NullAway") // the generated code takes null for no interceptor
    public void writeTo(HtmlTemplateOutput output) {
      JteshelfGenerated.render(output, null, facts, new Rows(facts.archives()));
    }
  }
}
