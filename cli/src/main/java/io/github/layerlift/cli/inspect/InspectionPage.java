package io.github.layerlift.cli.inspect;

import gg.jte.html.HtmlContent;
import gg.jte.html.HtmlTemplateOutput;
import io.github.layerlift.cli.page.FileTrees;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.cli.page.PageAsset;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** The page about one archive. The same archive gives the same bytes. */
record InspectionPage(InspectionReport inspection, List<ImageView> images) {
  static InspectionPage of(InspectionReport inspection) {
    List<ImageView> images = new ArrayList<>();
    inspection.images().forEach(image -> images.add(new ImageView(image, images.size())));
    return new InspectionPage(inspection, images);
  }

  /**
   * Writes the page, and doesn't commit the file.
   *
   * @throws LayerliftException if it can't be written
   */
  void write(WholeFile file) throws LayerliftException {
    Page page = FileTrees.page(title(), PageAsset.of(InspectionPage.class, "inspection.css"));
    page.write(new Body(this), file);
  }

  String title() {
    return Printable.name(inspection.input());
  }

  String kind() {
    return InspectionText.kind(inspection);
  }

  /** Which tool wrote the archive, and how that is known; nothing if it isn't. */
  String writer() {
    return inspection
        .writer()
        .map(tool -> "written by " + tool.name() + ": " + String.join(", ", tool.evidence()))
        .map(Printable::text)
        .orElse("");
  }

  /** What is wrong with the archive, and what a conversion would warn of. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    inspection.broken().ifPresent(broken -> {
      notes.add(broken.fault().text());
      broken.others().forEach(other -> notes.add(Printable.text(other)));
      for (InspectionReport.Lost lost : broken.lost()) {
        String name = lost.tags().isEmpty() ? lost.id() : String.join(", ", lost.tags());
        notes.add(Printable.text("lost: " + name + ": " + lost.reason()));
      }
    });
    inspection
        .warnings()
        .forEach(warning ->
            notes.add("a conversion would warn: " + Printable.text(Terms.text(warning))));
    return notes;
  }

  /** What a conversion makes of an old archive. */
  List<EntryRow> entries() {
    return EntryRow.of(inspection);
  }

  /** Whether some may not be among them. */
  boolean isMore() {
    return entries().size() == EntryRow.MAX_ROWS;
  }

  private record Body(InspectionPage page) implements HtmlContent {
    @Override
    @SuppressWarnings("NullAway") // the generated code takes null for no interceptor
    public void writeTo(HtmlTemplateOutput output) {
      FileTrees trees = new FileTrees(page.images.stream().map(ImageView::tree).toList());
      JteinspectionGenerated.render(output, null, page, trees);
    }
  }
}
