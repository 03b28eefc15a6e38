package io.github.layerlift.cli.shelf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import io.github.layerlift.cli.page.EmbeddedJson;
import java.util.List;

/** The table of all archives, as JSON for the script of the page, which has the same order of fields. */
record Rows(List<Archive> archives) implements Content {
  /** Of one archive; the report has all. */
  private static final int MAX_WARNINGS = 3;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public void writeTo(TemplateOutput output) {
    ArrayNode statuses = JSON.arrayNode();
    for (Status status : Status.values()) {
      statuses.addArray().add(status.id()).add(status.label());
    }
    output.writeContent("{\"statuses\":" + EmbeddedJson.of(statuses) + ",\n\"rows\":");
    EmbeddedJson.write(archives.stream().map(Rows::row), output);
    output.writeContent("}");
  }

  private static ArrayNode row(Archive archive) {
    ArrayNode row = JSON.arrayNode();
    row.add(archive.input()).add(archive.status().id());
    Archive.Contents contents = archive.contents().orElse(null);
    row.add(contents == null ? "" : contents.kind());
    row.add(contents == null ? "" : contents.created());
    row.add(archive.before()).add(archive.after());
    row.add(contents == null ? -1 : contents.images());
    row.add(contents == null ? -1 : contents.layers().size());
    row.add(Math.round(archive.seconds() * 1000) / 1000.0);
    row.add(archive.reason()).add(archive.output());
    ArrayNode names = row.addArray();
    if (contents != null) {
      contents.names().forEach(names::add);
    }
    row.add(contents == null ? 0 : contents.nameCount());
    ArrayNode error = row.addArray();
    archive.error().ifPresent(each -> error.add(each.code()).add(each.text()).add(each.hint()));
    row.add(archive.warningCount());
    ArrayNode warnings = row.addArray();
    archive.warnings().stream()
        .limit(MAX_WARNINGS)
        .forEach(each -> warnings.addArray().add(each.code()).add(each.text()));
    return row;
  }
}
