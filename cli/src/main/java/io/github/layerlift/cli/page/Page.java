package io.github.layerlift.cli.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

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

  /** What every page starts with, and no other. */
  private static final String START = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="Layerlift">
      """;

  public Page {
    style = BASE.then(style);
  }

  /**
   * Refuses what can't be the file of a page.
   *
   * @param what each of {@code inputs} is, with its article
   * @param inputs the names of files that must stay
   */
  public static void requireSense(
      @Nullable CommandSpec spec, String html, String what, List<String> inputs) {
    WrongUse.refuse(spec, html.isEmpty() || inputs.contains(""), "a name of a file is empty");
    WrongUse.refuse(spec, Console.isStream(html), "--html needs a file");
    WrongUse.refuse(
        spec,
        inputs.stream().anyMatch(input -> Reports.isSame(input, html)),
        "the page can't replace " + what + ": " + html);
  }

  /**
   * Opens the file for a page. An older page is replaced; any other file could be a report or an
   * archive that was meant as an argument, and stays.
   *
   * @param option what names the file on the command line
   * @throws LayerliftException if it is another file, or can't be written
   */
  public static WholeFile open(String option, String file) throws LayerliftException {
    Path path = ByteNames.path(file);
    if (Files.isRegularFile(path) && !isReplaceable(path)) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              file + " is not a page of Layerlift, and is not replaced by one")
          .hint("choose another file for " + option + ", or remove this one")
          .exception();
    }
    return Reports.open(option, file);
  }

  private static boolean isReplaceable(Path path) throws LayerliftException {
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(START.length()), ISO_8859_1);
      return start.isEmpty() || start.equals(START);
    } catch (IOException e) {
      throw Fault.of(ErrorCode.WRITE_FAILED, path + " can't be replaced: " + Reason.of(e))
          .exception(e);
    }
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
