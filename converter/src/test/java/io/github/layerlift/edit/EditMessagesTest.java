package io.github.layerlift.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Bytes;
import io.github.layerlift.Editor;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said about an archive that is edited is true of the edited image. */
class EditMessagesTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final Edit USER = new Edit.Set(ConfigField.USER, "me");
  private static final Edit NAME = new Edit.Tag("other:1");
  private static final Edit PLATFORM = new Edit.Set(ConfigField.PLATFORM, "linux/arm64");

  private String warnings(byte[] archive, Edit edit) throws IOException {
    return bench
        .convert(bench.input(archive), options -> options.changes(List.of(edit)))
        .report()
        .warnings()
        .stream()
        .map(Warning::text)
        .collect(Collectors.joining(" "));
  }

  private String warnings(ImageFixture image, Edit edit) throws IOException {
    return warnings(DockerSave.of(image).archive().bytes(), edit);
  }

  @Test
  void warning_aboutTheConfig_saysThatItStaysOnlyIfItDoes() throws IOException {
    ImageFixture odd =
        HELLO.platformJson("\"architecture\":\"amd64\",\"os\":\"linux\",\"author\":1");
    assertTrue(warnings(odd, NAME).contains("its bytes are the image ID"), warnings(odd, NAME));
    String edited = warnings(odd, USER);
    assertTrue(edited.contains("author"), edited);
    assertFalse(edited.contains("image ID"), edited);
  }

  @Test
  void warning_ofNoPlatform_isVoidOnceItIsSet() throws IOException {
    ImageFixture odd = HELLO.platformJson("");
    String edited = warnings(odd, USER);
    assertTrue(edited.contains("ConfigField.PLATFORM"), edited);
    assertFalse(edited.contains("its bytes"), edited);
    assertEquals("", warnings(odd, PLATFORM));
  }

  @Test
  void warning_ofWrongMediaType_isVoidOnceTheManifestIsNew() throws IOException {
    OciSave save = new OciSave();
    List<Object> layers = new ArrayList<>();
    for (byte[] layer : HELLO.layers()) {
      layers.add(save.blob(OciSave.LAYER + "+gzip", layer));
    }
    save.list(save.manifest(save.blob(OciSave.CONFIG, HELLO.config()), layers), "hello:1.0");
    byte[] archive = save.archive().bytes();
    assertEquals("", warnings(archive, USER));
    // not by the workbench, which demands a sound output
    ConversionReport renamed = Editor.edit(
        new Input.OfPath(bench.input(archive)),
        new Output.Nowhere(),
        List.of(NAME),
        Workbench.options(Workbench.usual()));
    assertEquals(
        List.of(WarningCode.LAYER_MEDIA_TYPE),
        renamed.warnings().stream().map(Warning::code).distinct().toList());
  }

  @Test
  void wayOut_thatConverts_edits() throws IOException {
    byte[] archive = DockerSave.of(HELLO).archive().bytes();
    for (Edit edit : List.of(USER, NAME)) {
      String text = warnings(Bytes.concat(archive, "rubbish".getBytes(UTF_8)), edit);
      assertFalse(text.contains("Converter.convert"), text);
      LayerliftException fault = bench.refuse(
          ErrorCode.NOT_AN_ARCHIVE,
          bench.input("\u0004\"M\u0018 lz4 ................".getBytes(UTF_8)),
          options -> options.changes(List.of(edit)));
      String hint = fault.hint().orElseThrow();
      assertTrue(hint.contains("lz4 -dc") && hint.contains("Editor.edit(-)"), hint);
    }
  }

  @Test
  void wayOut_thatConvertsMany_saysThatEditingComesAfterwards() throws IOException {
    ArchiveFixture inner = DockerSave.of(HELLO).archive();
    byte[] many = ArchiveFixture.empty()
        .file("a.tar", new String(inner.bytes(), UTF_8))
        .file("b.tar", new String(inner.bytes(), UTF_8))
        .bytes();
    LayerliftException fault = bench.refuse(
        ErrorCode.WRAPPED_ARCHIVE, bench.input(many), options -> options.changes(List.of(USER)));
    String hint = fault.hint().orElseThrow();
    assertTrue(hint.contains("Batch.run"), hint);
    assertTrue(hint.endsWith(", and use what that writes"), hint);
  }
}
