package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.Verifier;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCI layouts with content other than images, with parts missing, or written differently. */
class OciOddLayoutTest {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final String HELM = "application/vnd.cncf.helm.config.v1+json";
  private static final String WASM =
      "application/vnd.bytecodealliance.wasm.component.layer.v0+wasm";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void convert_layoutWithoutItsMark_convertsWithAWarning() throws IOException {
    ArchiveFixture archive = OciSave.of(Packing.PLAIN, APP).archive().without("oci-layout");
    Workbench.Done done = bench.convert(archive);
    assertEquals("sha256:" + APP.id(), done.image("docker.io/library/app:1.0").id());
    assertEquals(List.of("no-oci-layout"), done.warnings());
    Path unpacked = archive.unpack(Files.createDirectories(folder.resolve("unpacked")));
    assertEquals(
        List.of("no-oci-layout"), bench.convert(unpacked, Workbench.usual()).warnings());
  }

  @ParameterizedTest
  @CsvSource({HELM + ", a Helm chart", "application/x.odd, an artifact of type application/x.odd"})
  void convert_artifactAlone_saysThatItIsNoImage(String type, String what) throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> chart = save.manifest(
        save.blob(type, text("{}")), List.of(save.blob("application/x.content", text("chart"))));
    Workbench.Done done = bench.convert(save.list(chart).archive());
    assertEquals(List.of("no-image"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("no image, but " + what), text);
    assertEquals(List.of(), done.report().images());
  }

  @Test
  void convert_artifactBesideAnImage_isFine() throws IOException {
    OciSave save = OciSave.of(Packing.PLAIN, APP);
    Map<String, @Nullable Object> chart = save.manifest(
        save.blob(HELM, text("{}")), List.of(save.blob("application/x.content", text("chart"))));
    assertEquals(List.of(), bench.convert(save.list(chart).archive()).warnings());
  }

  /** As WebAssembly programs are saved: the index has an artifact where Docker has an image. */
  @Test
  void convert_artifactThatManifestJsonListsToo_isOneImage() throws IOException {
    OciSave save = new OciSave();
    List<Object> layers =
        APP.layers().stream().map(layer -> (Object) save.blob(WASM, layer)).toList();
    Map<String, @Nullable Object> manifest =
        save.manifest(save.blob(OciSave.CONFIG, APP.config()), layers);
    Path output = bench.output();
    ConversionReport report = Converter.convert(
        new Input.OfPath(bench.input(save.list(manifest, "app:1.0").docker(APP).archive())),
        new Output.TarFile(output, false),
        ConvertOptions.builder().build());
    assertEquals("sha256:" + APP.id(), report.images().get(0).id());
    assertEquals(manifest.get("digest"), report.images().get(0).manifestDigest());
    assertEquals(List.of("docker.io/library/app:1.0"), report.images().get(0).tags());
    assertEquals(List.of(), report.warnings());
    assertEquals(
        List.of(),
        Verifier.verify(new Input.OfPath(output), ReadOptions.builder().build()).findings());
  }

  @Test
  void convert_foreignLayerThatIsAbsent_warnsWithItsUrl() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> foreign =
        OciSave.descriptor(OciSave.DOCKER_FOREIGN, text("elsewhere"));
    foreign.put("urls", List.of("https://mcr.example/x"));
    ImageFixture image = ImageFixture.image().layer(APP.layers().get(0)).tag("app:1.0");
    Map<String, @Nullable Object> manifest =
        save.manifest(save.blob(OciSave.CONFIG, image.config()), List.of(foreign));
    Workbench.Done done = bench.convert(save.list(manifest, "app:1.0").archive());
    assertEquals(List.of("blob-elsewhere"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("fetch it from https://mcr.example/x"), text);
  }

  @Test
  void convert_badNameInTheIndex_isLeftOutWithAWarning() throws IOException {
    ArchiveFixture archive = OciSave.of(Packing.PLAIN, APP).archive();
    String index = archive.text("index.json").replace("library/app:1.0", "Not Good");
    Workbench.Done done = bench.convert(archive.with("index.json", index));
    assertEquals("sha256:" + APP.id(), done.image().id());
    assertEquals(List.of("tag-invalid"), done.warnings());
    assertTrue(
        !done.archive().json("index.json").toString().contains("Not Good"), "the name stays");
  }

  @Test
  void convert_imageListedTwice_isOne() throws IOException {
    ArchiveFixture archive = OciSave.hybrid(APP).docker(APP).archive();
    assertEquals(1, bench.convert(archive).images().size());
    assertEquals(1, bench.convert(DockerSave.of(APP, APP).archive()).images().size());
  }
}
