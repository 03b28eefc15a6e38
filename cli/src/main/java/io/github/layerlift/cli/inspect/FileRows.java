package io.github.layerlift.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import io.github.layerlift.cli.page.EmbeddedJson;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.ImageFiles;
import java.util.List;

/** The files of all images, as JSON for the script of the page, which has the same order of fields. */
record FileRows(List<ImageView> images) implements Content {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent("[");
    String nextImage = "\n";
    for (ImageView image : images) {
      output.writeContent(nextImage + "[");
      nextImage = ",\n";
      String next = "\n";
      for (FileHistory file : image.files().map(ImageFiles::files).orElse(List.of())) {
        output.writeContent(next + EmbeddedJson.of(row(new FileWords(file))));
        next = ",\n";
      }
      output.writeContent("\n]");
    }
    output.writeContent("\n]");
  }

  private static ArrayNode row(FileWords file) {
    return JSON.arrayNode()
        .add(file.depth())
        .add(file.name())
        .add(file.isFolder() ? 1 : 0)
        .add(file.size())
        .add(file.layer())
        .add(file.goneIn())
        .add(file.before())
        .add(file.wasted())
        .add(file.isChanged() ? 1 : 0);
  }
}
