package io.github.layerlift.cli.diff;

import gg.jte.html.HtmlContent;
import gg.jte.html.HtmlTemplateOutput;
import io.github.layerlift.cli.page.Bar;
import io.github.layerlift.cli.page.FileTrees;
import io.github.layerlift.cli.page.PageAsset;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.DiffReport.FieldChange;
import io.github.layerlift.report.DiffReport.Image;
import io.github.layerlift.report.DiffReport.Layer;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The page about a comparison, as texts that are safe to show. The same images give the same bytes.
 *
 * @param contents the files that are compared line by line
 */
record DiffPage(DiffReport report, List<FileDiff> contents) {
  private static final String NOTHING = "–";

  /** A term and what is said of both images. */
  record Fact(String term, List<String> a, List<String> b) {
    boolean differs() {
      return !a.equals(b);
    }
  }

  /** A layer; what an image doesn't have of it is empty. */
  record LayerRow(String a, String b, String in, Bar bar, String sizeA, String sizeB, Layer layer) {
    String command() {
      return Printable.name(layer.createdBy());
    }
  }

  /**
   * Writes the page, and doesn't commit the file.
   *
   * @throws LayerliftException if it can't be written
   */
  void write(ChangedFiles files, WholeFile file) throws LayerliftException {
    FileTrees.page(title(), PageAsset.of(DiffPage.class, "diff.css"))
        .write(new Body(this, new FileTrees(List.of(files.lines()))), file);
  }

  String title() {
    return Printable.name(report.a().input() + " and " + report.b().input());
  }

  String headline() {
    return report.isEqual() ? "The images are equal" : "The images differ";
  }

  /** In what they differ, and what was not compared. */
  String summary() {
    return Printable.text(DiffText.summary(report));
  }

  List<String> notes() {
    return report.warnings().stream()
        .map(warning -> Printable.text(Terms.text(warning)))
        .toList();
  }

  List<Fact> images() {
    return List.of(
        fact("Archive", List.of(report.a().input()), List.of(report.b().input())),
        fact("Kind", List.of(report.a().dialect()), List.of(report.b().dialect())),
        fact("Names", names(report.a()), names(report.b())),
        fact("Image ID", List.of(report.a().id()), List.of(report.b().id())),
        fact("Platform", platforms(report.a()), platforms(report.b())));
  }

  private static Fact fact(String term, List<String> a, List<String> b) {
    return new Fact(
        term,
        a.stream().map(Printable::name).toList(),
        b.stream().map(Printable::name).toList());
  }

  private static List<String> names(Image image) {
    List<String> names = DiffText.names(image);
    return names.isEmpty() ? List.of("(untagged)") : names;
  }

  private static List<String> platforms(Image image) {
    return List.of(DiffText.platform(image.platform()));
  }

  /** What differs besides, by title; what doesn't is left out. */
  Map<String, List<Fact>> fields() {
    Map<String, List<Fact>> fields = new LinkedHashMap<>();
    put(fields, "Platform", report.platform().stream().map(DiffPage::fact).toList());
    put(
        fields,
        "Other platforms",
        report.platforms().stream().map(DiffPage::fact).toList());
    put(fields, "Config", report.config().stream().map(DiffPage::fact).toList());
    return fields;
  }

  /** What configs tell about the builds, if that differs. */
  List<Fact> history() {
    return report.history().stream().map(DiffPage::fact).toList();
  }

  private static void put(Map<String, List<Fact>> fields, String title, List<Fact> facts) {
    if (!facts.isEmpty()) {
      fields.put(title, facts);
    }
  }

  private static Fact fact(FieldChange change) {
    return new Fact(
        Printable.name(change.path()),
        List.of(change.a().map(DiffText::value).orElse(NOTHING)),
        List.of(change.b().map(DiffText::value).orElse(NOTHING)));
  }

  private static Fact fact(DiffReport.PlatformChange change) {
    String both = "differs: " + DiffText.ids(change.aspects());
    String one = change.inA() && change.inB() ? both : "has it";
    return new Fact(
        DiffText.platform(change.platform()),
        List.of(change.inA() ? one : NOTHING),
        List.of(change.inB() ? one : NOTHING));
  }

  /** How many layers are in both images, or in one, and what they take. */
  List<String> layerCounts() {
    List<String> counts = new ArrayList<>();
    addCount(counts, Layer::isShared, "in both");
    addCount(counts, layer -> layer.b() == 0, "only in A");
    addCount(counts, layer -> layer.a() == 0, "only in B");
    return counts;
  }

  private void addCount(List<String> counts, Predicate<Layer> which, String where) {
    List<Layer> layers = report.layers().stream().filter(which).toList();
    if (!layers.isEmpty()) {
      long bytes = layers.stream().mapToLong(DiffPage::size).sum();
      counts.add(
          Sizes.count(layers.size(), "layer") + " " + where + " (" + Sizes.text(bytes) + ")");
    }
  }

  private static long size(Layer layer) {
    return layer.a() == 0 ? layer.sizeB() : layer.sizeA();
  }

  List<LayerRow> layers() {
    long most = report.layers().stream().mapToLong(DiffPage::size).max().orElse(0);
    return report.layers().stream().map(layer -> row(layer, most)).toList();
  }

  private static LayerRow row(Layer layer, long most) {
    String alone = layer.a() == 0 ? "only B" : "only A";
    return new LayerRow(
        layer.a() == 0 ? "" : Integer.toString(layer.a()),
        layer.b() == 0 ? "" : Integer.toString(layer.b()),
        layer.isShared() ? "both" : alone,
        new Bar(0, 0, most == 0 ? 0 : (double) size(layer) / most),
        layer.a() == 0 ? "" : Sizes.text(layer.sizeA()),
        layer.b() == 0 ? "" : Sizes.text(layer.sizeB()),
        layer);
  }

  private record Body(DiffPage page, FileTrees files) implements HtmlContent {
    @Override
    @SuppressWarnings("NullAway") // the generated code takes null for no interceptor
    public void writeTo(HtmlTemplateOutput output) {
      JtediffGenerated.render(output, null, page, files);
    }
  }
}
