package io.github.layerlift.cli.page;

import gg.jte.TemplateOutput;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.LayerliftException;
import java.io.UncheckedIOException;

/** Takes what a template makes into a file, piece by piece, so that no page is ever whole in memory. */
record FileOutput(WholeFile file) implements TemplateOutput {
  @Override
  public void writeContent(String text) {
    try {
      file.append(text);
    } catch (LayerliftException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void writeContent(String text, int start, int end) {
    writeContent(text.substring(start, end));
  }
}
