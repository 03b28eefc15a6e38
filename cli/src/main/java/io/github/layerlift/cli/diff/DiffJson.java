package io.github.layerlift.cli.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.DiffReport.FieldChange;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.report.FileState;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A comparison as JSON; {@code docs/diff.md} describes it. Programs read it: fields may be added, but
 * never renamed. Each file is on a line of its own.
 */
final class DiffJson implements DiffLines {
  private final PrintWriter out;
  private boolean some;

  DiffJson(PrintStream stream) {
    this.out = new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), false);
  }

  @Override
  public void start(DiffReport report) {
    String all = JsonText.of(of(report));
    // open, for the files
    out.print(all.substring(0, all.lastIndexOf('}')).stripTrailing());
    out.print(",\n  \"files\" : [");
  }

  @Override
  public void file(FileChange change) {
    out.print((some ? ",\n    " : "\n    ") + JsonText.line(of(change)));
    some = true;
  }

  @Override
  public void end(DiffReport report) {
    out.println((some ? "\n  " : " ") + "]\n}");
    out.flush();
  }

  private static ObjectNode of(DiffReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("equal", report.isEqual());
    JsonText.put(json, "differing", ids(report.differing()));
    JsonText.put(json, "ignored", ids(report.ignored()));
    add(report.a(), json.putObject("a"));
    add(report.b(), json.putObject("b"));
    add(report.platform(), json.putArray("platform"));
    ArrayNode platforms = json.putArray("platforms");
    report.platforms().forEach(each -> add(each, platforms.addObject()));
    add(report.config(), json.putArray("config"));
    add(report.history(), json.putArray("history"));
    ArrayNode layers = json.putArray("layers");
    report.layers().forEach(layer -> add(layer, layers.addObject()));
    DiffReport.Files files = report.files();
    json.putObject("count")
        .put("added", files.added())
        .put("removed", files.removed())
        .put("changed", files.changed());
    JsonText.put(json, report.warnings());
    return json;
  }

  private static List<String> ids(Set<Aspect> aspects) {
    return aspects.stream().map(Aspect::id).toList();
  }

  private static void add(DiffReport.Image image, ObjectNode json) {
    json.put("input", image.input()).put("dialect", image.dialect()).put("id", image.id());
    JsonText.put(json, "tags", image.tags());
    if (!image.namesLeftOut().isEmpty()) {
      JsonText.put(json, "namesLeftOut", image.namesLeftOut());
    }
    json.put("platform", image.platform());
    if (!image.notCompared().isEmpty()) {
      JsonText.put(json, "notCompared", image.notCompared());
    }
  }

  private static void add(List<FieldChange> changes, ArrayNode json) {
    for (FieldChange change : changes) {
      ObjectNode each = json.addObject().put("path", change.path());
      change.a().ifPresent(value -> each.putRawValue("a", new RawValue(value)));
      change.b().ifPresent(value -> each.putRawValue("b", new RawValue(value)));
    }
  }

  private static void add(DiffReport.PlatformChange change, ObjectNode json) {
    String removed = change.inA() ? "removed" : "added";
    json.put("platform", change.platform())
        .put("change", change.inA() && change.inB() ? "changed" : removed);
    if (!change.aspects().isEmpty()) {
      JsonText.put(json, "aspects", ids(change.aspects()));
    }
  }

  private static void add(DiffReport.Layer layer, ObjectNode json) {
    json.put("diffId", layer.diffId()).put("shared", layer.isShared());
    if (layer.a() > 0) {
      json.putObject("a").put("layer", layer.a()).put("size", layer.sizeA());
    }
    if (layer.b() > 0) {
      json.putObject("b").put("layer", layer.b()).put("size", layer.sizeB());
    }
    if (!layer.createdBy().isEmpty()) {
      json.put("createdBy", layer.createdBy());
    }
  }

  private static ObjectNode of(FileChange change) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", change.path());
    String changed = change.isRemoved() ? "removed" : "changed";
    json.put("change", change.isAdded() ? "added" : changed);
    if (!change.aspects().isEmpty()) {
      JsonText.put(json, "aspects", ids(change.aspects()));
    }
    change.a().ifPresent(state -> add(state, json.putObject("a")));
    change.b().ifPresent(state -> add(state, json.putObject("b")));
    return json;
  }

  private static void add(FileState state, ObjectNode json) {
    json.put("type", state.kind().name().toLowerCase(Locale.ROOT))
        .put("mode", String.format(Locale.ROOT, "%04o", state.mode()))
        .put("uid", state.uid())
        .put("gid", state.gid())
        .put("size", state.size())
        .put("modified", state.modified().toString());
    if (!state.link().isEmpty()) {
      json.put("link", state.link());
    }
    json.put("layer", state.layer());
    if (!state.xattrs().isEmpty()) {
      state.xattrs().forEach(json.putObject("xattrs")::put);
    }
    if (state.kind().isDevice()) {
      json.put("major", state.major()).put("minor", state.minor());
    }
    if (state.names() > 1) {
      json.put("names", state.names()).put("otherName", state.otherName());
    }
  }
}
