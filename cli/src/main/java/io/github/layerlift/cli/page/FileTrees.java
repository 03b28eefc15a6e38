package io.github.layerlift.cli.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.stream.Stream;

/**
 * The trees of files on a page, by number, as JSON for the script that shows them. A line comes after
 * that of its folder.
 */
public record FileTrees(List<Stream<TreeLine>> trees) implements Content {
  private static final PageAsset STYLE = PageAsset.of(FileTrees.class, "tree.css");
  private static final PageAsset SCRIPT = PageAsset.of(FileTrees.class, "tree.js");

  public FileTrees {
    trees = List.copyOf(trees);
  }

  /** A page with trees, and with nothing else that needs a script. */
  public static Page page(String title, PageAsset style) {
    return new Page(title, STYLE.then(style), SCRIPT);
  }

  @Override
  public void writeTo(TemplateOutput output) {
    String separator = "[";
    for (Stream<TreeLine> tree : trees) {
      output.writeContent(separator);
      EmbeddedJson.write(tree.map(TreeLine::json), output);
      separator = ",\n";
    }
    output.writeContent(trees.isEmpty() ? "[]" : "]");
  }
}
