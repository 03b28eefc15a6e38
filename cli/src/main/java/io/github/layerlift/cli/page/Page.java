package io.github.layerlift.cli.page;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.LayerliftException;
import java.io.UncheckedIOException;

/**
 * What every page has around its content. The style and the script are in the page, and a policy
 * allows those and nothing else: no other script runs, whatever names of archives contain, and
 * nothing is ever loaded or sent.
 *
 * @param title as text
 * @param style of this page, in addition to that of all pages
 * @param script of this page
 */
public record Page(String title, PageAsset style, PageAsset script) {
  private static final PageAsset BASE = PageAsset.of(Page.class, "page.css");

  public Page {
    style = BASE.then(style);
  }

  /** What the browser may do. */
  String policy() {
    return "default-src 'none'; style-src " + style.source() + "; script-src " + script.source()
        + "; base-uri 'none'; form-action 'none'";
  }

  /**
   * Writes the page.
   *
   * @param content of its body
   * @throws LayerliftException if the file can't be written
   */
  @SuppressWarnings("NullAway") // the generated code takes null for no interceptor
  public void write(Content content, WholeFile file) throws LayerliftException {
    try {
      JteframeGenerated.render(
          new OwaspHtmlTemplateOutput(new FileOutput(file)), null, this, content);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof LayerliftException fault) {
        throw fault;
      }
      throw e;
    }
  }
}
