package io.github.layerlift.cli.diff;

import io.github.layerlift.cli.text.Line;
import io.github.layerlift.cli.text.ShortHex;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.ContentReport;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.DiffReport.FieldChange;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.text.Printable;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison for people: a section for each aspect in which the images differ. */
final class DiffText implements DiffLines {
  private static final List<String> TITLES = List.of("A", "B", "SIZE", "DIFF ID", "CREATED BY");

  private final PrintWriter out;
  private final int width;

  /**
   * @param width columns of the terminal
   */
  DiffText(PrintStream stream, int width) {
    this.out = new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(stream, Charset.defaultCharset())), false);
    this.width = width;
  }

  @Override
  public void start(DiffReport report) {
    out.println("A: " + image(report.a()));
    out.println("B: " + image(report.b()));
    if (report.differing().contains(Aspect.NAMES)) {
      section("names");
      onlyIn(names(report.a()), names(report.b())).forEach(name -> out.println("- " + name));
      onlyIn(names(report.b()), names(report.a())).forEach(name -> out.println("+ " + name));
    }
    fields("platform", report.platform());
    if (report.differing().contains(Aspect.PLATFORMS)) {
      section("platforms");
      report.platforms().forEach(each -> out.println(line(each)));
    }
    fields("config", report.config());
    fields("history", report.history());
    if (report.differing().contains(Aspect.LAYERS)) {
      layers(report.layers());
    }
    if (report.differing().contains(Aspect.FILES)) {
      DiffReport.Files files = report.files();
      section("files (" + files.added() + " added, " + files.removed() + " removed, "
          + files.changed() + " changed)");
    }
  }

  @Override
  public void file(FileChange change) {
    out.println(FileWords.line(change));
  }

  @Override
  public void end(DiffReport report) {
    out.println();
    out.println(summary(report));
    out.flush();
  }

  /** The result in one line. */
  static String summary(DiffReport report) {
    String words = report.isEqual() ? "equal" : "different: " + ids(report.differing());
    String ignored = report.ignored().isEmpty() ? "" : "; not compared: " + ids(report.ignored());
    return words + ignored;
  }

  /** A unified diff with its lines escaped as names are; tabs are what they are. */
  static List<String> safeLines(List<String> diff) {
    List<String> safe = new ArrayList<>();
    for (String line : diff) {
      // names are escaped already, and only the mark of a missing newline starts like this
      boolean isSafe = safe.size() < 2 || line.startsWith("\\");
      safe.add(isSafe ? Printable.name(line) : safeLine(line));
    }
    return safe;
  }

  private static String safeLine(String line) {
    return Stream.of(line.split("\t", -1))
        .map(ByteNames::escaped)
        .collect(Collectors.joining("\t"));
  }

  /** The sentence on a file that differs, where no line can be shown. */
  static String ofOther(ContentReport report, String path) {
    String name = Printable.name(path);
    if (report.sizeA() < 0 || report.sizeB() < 0) {
      boolean a = report.sizeB() < 0;
      long size = a ? report.sizeA() : report.sizeB();
      return "only " + (a ? "A" : "B") + " has " + name + ", of " + Sizes.text(size);
    }
    return name + ": binary files differ: " + Sizes.text(report.sizeA()) + ", "
        + Sizes.text(report.sizeB());
  }

  private static String image(DiffReport.Image image) {
    String tags = image.tags().isEmpty() ? "(untagged)" : String.join(", ", image.tags());
    return safe(image.input()) + ": " + safe(tags) + " (" + platform(image.platform())
        + "), sha256:" + ShortHex.of(image.id());
  }

  /** Of an image whose config has none, only the slash is left. */
  static String platform(String name) {
    return name.equals("/") ? "unknown platform" : safe(name);
  }

  private static String line(DiffReport.PlatformChange change) {
    String name = platform(change.platform());
    if (change.inA() && change.inB()) {
      return "~ " + name + "  " + ids(change.aspects());
    }
    return (change.inA() ? "- " : "+ ") + name;
  }

  private void section(String title) {
    out.println();
    out.println(title + ":");
  }

  private void fields(String title, List<FieldChange> changes) {
    if (!changes.isEmpty()) {
      section(title);
    }
    for (FieldChange change : changes) {
      String path = safe(change.path()) + ": ";
      String a = change.a().map(DiffText::value).orElse("");
      String b = change.b().map(DiffText::value).orElse("");
      if (change.a().isEmpty()) {
        out.println("+ " + path + b);
      } else if (change.b().isEmpty()) {
        out.println("- " + path + a);
      } else {
        out.println("~ " + path + a + " -> " + b);
      }
    }
  }

  /** JSON with the signs that Go escapes for the sake of web pages as they are. */
  static String value(String json) {
    StringBuilder plain = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      String escape = json.startsWith("\\u00", i) ? json.substring(i + 4, i + 6) : "";
      if (escape.matches("26|3[ceCE]")) {
        plain.append((char) Integer.parseInt(escape, 16));
        i += 5;
      } else {
        plain.append(json.charAt(i));
        if (json.charAt(i) == '\\') {
          plain.append(json.charAt(++i));
        }
      }
    }
    return Printable.name(plain.toString());
  }

  /** Columns as wide as needed; the last one is cut. */
  private void layers(List<DiffReport.Layer> layers) {
    long shared = layers.stream().filter(DiffReport.Layer::isShared).count();
    section("layers (" + shared + " shared)");
    List<List<String>> rows = new ArrayList<>(List.of(TITLES));
    layers.forEach(layer -> rows.add(row(layer)));
    int last = TITLES.size() - 1;
    int[] widths = new int[last];
    rows.forEach(row -> {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < last; i++) {
        line.append(Line.padded(row.get(i), widths[i] + 2));
      }
      line.append(Line.fit(row.get(last).strip(), Math.max(1, width - line.length())));
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<String> row(DiffReport.Layer layer) {
    return List.of(
        layer.a() == 0 ? "-" : Integer.toString(layer.a()),
        layer.b() == 0 ? "-" : Integer.toString(layer.b()),
        Sizes.text(layer.a() == 0 ? layer.sizeB() : layer.sizeA()),
        ShortHex.of(layer.diffId()),
        layer.createdBy());
  }

  static List<String> names(DiffReport.Image image) {
    return Stream.of(image.tags(), image.namesLeftOut()).flatMap(List::stream).toList();
  }

  private static List<String> onlyIn(List<String> those, List<String> others) {
    return those.stream()
        .filter(each -> !others.contains(each))
        .map(DiffText::safe)
        .toList();
  }

  static String ids(Collection<Aspect> aspects) {
    return aspects.stream().map(Aspect::id).collect(Collectors.joining(", "));
  }

  private static String safe(String text) {
    return Printable.name(text);
  }
}
