package io.github.layerlift.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  @TempDir
  private Path folder;

  private String page(String title) throws Exception {
    Path path = folder.resolve("page.html");
    Page page =
        new Page(title, new PageAsset("p { margin: 0 }\n"), new PageAsset("\"<b>\" && 1;\n"));
    try (WholeFile file = WholeFile.open(path)) {
      page.write(output -> output.writeContent("<p>content</p>"), file);
      file.commit();
    }
    return Files.readString(path);
  }

  private static String part(String html, String name) {
    Matcher part = Pattern.compile("(?s)<" + name + ">(.*?)</" + name + ">").matcher(html);
    assertTrue(part.find(), name);
    return part.group(1);
  }

  private static String hash(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void write_any_allowsItsOwnStyleAndScriptAndNothingElse() throws Exception {
    String html = page("title");
    String policy = html.replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1")
        .replace("&#39;", "'");
    assertEquals(
        "default-src 'none'; style-src " + hash(part(html, "style")) + "; script-src "
            + hash(part(html, "script")) + "; base-uri 'none'; form-action 'none'",
        policy);
    assertTrue(part(html, "script").contains("\"<b>\" && 1;"), "nothing is escaped there");
    assertTrue(html.contains("<p>content</p>"), html);
  }

  @Test
  void write_titleWithMarkup_escapesIt() throws Exception {
    String html = page("</title><script>alert(1)</script>");
    assertTrue(
        html.contains("<title>&lt;/title>&lt;script>")
            || html.contains("<title>&lt;/title&gt;&lt;script&gt;"),
        html);
  }

  @Test
  void write_contentFails_throwsItsFault() throws Exception {
    LayerliftException fault = Fault.of(ErrorCode.NO_SPACE, "full").exception();
    Page page = new Page("title", new PageAsset(""), new PageAsset(""));
    try (WholeFile file = WholeFile.open(folder.resolve("page.html"))) {
      assertSame(
          fault,
          assertThrows(
              LayerliftException.class,
              () -> page.write(
                  output -> {
                    throw new UncheckedIOException(fault);
                  },
                  file)));
    }
  }
}
