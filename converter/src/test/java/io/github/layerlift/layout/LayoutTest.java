package io.github.layerlift.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every document of a layout, byte for byte. Changing one of these texts changes users' outputs. */
class LayoutTest {

  private static final LayoutOptions ALL = new LayoutOptions(true, true, false);
  private static final Layer BASE = SampleImages.layer("base");
  private static final Layer TOP = SampleImages.layer("top");
  private static final String BASE_HEX =
      "3d0d5c5bd0c60f05e1a9e2b8a1bcb5cbb1c1ef8d5b36ef2cdc1b1a9ff3fdb7c4";

  @Test
  void of_taggedImage_exactBytes() {
    Root image = SampleImages.image("{\"c\":1}", List.of(BASE, TOP), "me/app:1.0", "app");
    Layout layout = Layout.of(List.of(image), SampleImages.DIGESTS, ALL);
    String config = SampleImages.digest("{\"c\":1}").hex();
    String base = SampleImages.digest("base").hex();
    String top = SampleImages.digest("top").hex();
    String manifest = manifest(config, base, top);
    String descriptor = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
        + "\"digest\":\"sha256:" + SampleImages.digest(manifest).hex() + "\",\"size\":"
        + manifest.length();
    String index = "{\"schemaVersion\":2,"
        + "\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
        + descriptor
        + ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/app:latest\","
        + "\"org.opencontainers.image.ref.name\":\"latest\"}},"
        + descriptor
        + ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/me/app:1.0\","
        + "\"org.opencontainers.image.ref.name\":\"1.0\"}}]}";
    String docker = "[{\"Config\":\"blobs/sha256/" + config + "\","
        + "\"RepoTags\":[\"docker.io/library/app:latest\",\"docker.io/me/app:1.0\"],"
        + "\"Layers\":[\"blobs/sha256/" + base + "\",\"blobs/sha256/" + top + "\"]}]";
    String repositories =
        "{\"app\":{\"latest\":\"" + top + "\"},\"me/app\":{\"1.0\":\"" + top + "\"}}";
    assertEquals(
        List.of("oci-layout", "index.json", "manifest.json", "repositories"),
        layout.named().stream().map(LayoutFile::name).toList());
    assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", text(layout.named().get(0)));
    assertEquals(index, text(layout.named().get(1)));
    assertEquals(docker, text(layout.named().get(2)));
    assertEquals(repositories, text(layout.named().get(3)));
    assertEquals(
        List.of("blobs/sha256/" + SampleImages.digest(manifest).hex(), "blobs/sha256/" + config),
        layout.blobs().stream().map(LayoutFile::name).toList());
    assertEquals(manifest, text(layout.blobs().get(0)));
    assertEquals("{\"c\":1}", text(layout.blobs().get(1)));
    ImageSummary summary = layout.images().get(0);
    assertEquals(config, summary.id().hex());
    assertEquals(SampleImages.digest(manifest), summary.manifest());
    assertEquals(2, summary.tags().size());
  }

  private static String manifest(String config, String base, String top) {
    return "{\"schemaVersion\":2,"
        + "\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
        + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
        + "\"digest\":\"sha256:" + config + "\",\"size\":7},"
        + "\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\","
        + "\"digest\":\"sha256:" + base + "\",\"size\":4},"
        + "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\","
        + "\"digest\":\"sha256:" + top + "\",\"size\":3}]}";
  }

  @Test
  void of_nothing_exactBytes() {
    Layout layout = Layout.of(List.of(), SampleImages.DIGESTS, ALL);
    assertEquals(
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":[]}",
        text(layout.named().get(1)));
    assertEquals("[]", text(layout.named().get(2)));
    assertEquals("{}", text(layout.named().get(3)));
    assertEquals(List.of(), layout.blobs());
  }

  @Test
  void of_untaggedImage_noAnnotationsAndNullTags() {
    Layout layout =
        Layout.of(List.of(SampleImages.image("{}", List.of(BASE))), SampleImages.DIGESTS, ALL);
    String index = text(layout.named().get(1));
    assertEquals(false, index.contains("annotations"), index);
    assertEquals(
        "[{\"Config\":\"blobs/sha256/" + SampleImages.digest("{}").hex()
            + "\",\"RepoTags\":null,\"Layers\":[\"blobs/sha256/"
            + SampleImages.digest("base").hex() + "\"]}]",
        text(layout.named().get(2)));
    assertEquals("{}", text(layout.named().get(3)));
  }

  @Test
  void of_imageWithoutLayers_emptyListAndNoRepository() {
    Layout layout =
        Layout.of(List.of(SampleImages.image("{}", List.of(), "x")), SampleImages.DIGESTS, ALL);
    assertEquals(true, text(layout.named().get(2)).endsWith("\"Layers\":[]}]"));
    assertEquals("{}", text(layout.named().get(3)));
  }

  @Test
  void of_options_leaveOut() {
    Root image = SampleImages.image("{}", List.of(BASE), "x");
    Layout bare =
        Layout.of(List.of(image), SampleImages.DIGESTS, new LayoutOptions(false, false, true));
    assertEquals(
        List.of("oci-layout", "index.json"),
        bare.named().stream().map(LayoutFile::name).toList());
    String index = text(bare.named().get(1));
    assertEquals(
        true,
        index.endsWith("},\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}"),
        index);
  }

  @Test
  void of_platformVariant_written() {
    Root image = SampleImages.on(
        SampleImages.image("{}", List.of(BASE)), new Platform("linux", "arm", "v7"));
    Layout layout =
        Layout.of(List.of(image), SampleImages.DIGESTS, new LayoutOptions(true, true, true));
    String index = text(layout.named().get(1));
    assertEquals(
        true,
        index.endsWith(
            ",\"platform\":{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v7\"}}]}"),
        index);
  }

  @Test
  void of_packedLayers_theirMediaTypes() {
    Stored gzip = SampleImages.stored("gz", Compression.GZIP, null);
    Stored zstd = SampleImages.stored("zs", Compression.ZSTD, null);
    Root image = SampleImages.image(
        "{}", List.of(SampleImages.layer(gzip, null), SampleImages.layer(zstd, null)));
    String manifest =
        text(Layout.of(List.of(image), SampleImages.DIGESTS, ALL).blobs().get(0));
    assertEquals(true, manifest.contains("\"application/vnd.oci.image.layer.v1.tar+gzip\""));
    assertEquals(true, manifest.contains("\"application/vnd.oci.image.layer.v1.tar+zstd\""));
  }

  @Test
  void of_foreignLayer_descriptorAndSources() {
    Digest blob = new Digest(BASE_HEX);
    Digest diffId = SampleImages.digest("unpacked");
    Foreign windows = new Foreign(
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        blob,
        123,
        List.of("https://a/b"));
    Root image =
        SampleImages.image("{}", List.of(SampleImages.foreign(windows, diffId), TOP), "win");
    Layout layout = Layout.of(List.of(image), SampleImages.DIGESTS, ALL);
    String descriptor = "{\"mediaType\":"
        + "\"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip\","
        + "\"digest\":\"sha256:" + BASE_HEX + "\",\"size\":123,\"urls\":[\"https://a/b\"]}";
    assertEquals(true, text(layout.blobs().get(0)).contains("\"layers\":[" + descriptor + ",{"));
    assertEquals(
        true,
        text(layout.named().get(2))
            .endsWith(",\"LayerSources\":{\"" + diffId + "\":" + descriptor + "}}]"));
  }

  @Test
  void of_sameConfigTwice_oneDockerItemWithAllTags() {
    Root one = SampleImages.image("{}", List.of(BASE), "a");
    Root.Image other = SampleImages.withManifest(
        SampleImages.image("{}", List.of(BASE), "b"),
        SampleImages.document("{\"m\":1}", MediaTypes.DOCKER_MANIFEST));
    Layout layout = Layout.of(List.of(one, other), SampleImages.DIGESTS, ALL);
    assertEquals(
        true,
        text(layout.named().get(2))
            .contains(
                "\"RepoTags\":[\"docker.io/library/a:latest\",\"docker.io/library/b:latest\"]"));
    assertEquals(3, layout.blobs().size());
    assertEquals(2, layout.images().size());
  }

  @Test
  void of_givenManifest_keptWithTypeAndAnnotations() {
    Root.Document manifest = new Root.Document(
        "{\"m\":1}".getBytes(UTF_8), MediaTypes.DOCKER_MANIFEST, Map.of("z", "1", "a", "<2>"));
    Root image = SampleImages.withManifest(SampleImages.image("{}", List.of(BASE), "x"), manifest);
    Layout layout = Layout.of(List.of(image), SampleImages.DIGESTS, ALL);
    assertEquals("{\"m\":1}", text(layout.blobs().get(0)));
    assertEquals(
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":[{\"mediaType\":"
            + "\"application/vnd.docker.distribution.manifest.v2+json\","
            + "\"digest\":\"" + SampleImages.digest("{\"m\":1}") + "\",\"size\":7,"
            + "\"annotations\":{\"a\":\"\\u003c2\\u003e\","
            + "\"io.containerd.image.name\":\"docker.io/library/x:latest\","
            + "\"org.opencontainers.image.ref.name\":\"latest\",\"z\":\"1\"}}]}",
        text(layout.named().get(1)));
  }

  @Test
  void of_indexOfPlatforms_dockerGetsAmd64() {
    Root.Image arm = SampleImages.on(
        SampleImages.image("{\"arm\":1}", List.of(BASE)), new Platform("linux", "arm64", ""));
    Root.Image amd = SampleImages.image("{\"amd\":1}", List.of(TOP));
    Root nested = new Root.Index(
        SampleImages.document("{\"inner\":1}", MediaTypes.INDEX), List.of(arm, amd), List.of());
    Root index = new Root.Index(
        SampleImages.document("{\"outer\":1}", MediaTypes.INDEX),
        List.of(nested),
        SampleImages.tags("multi"));
    Layout layout = Layout.of(List.of(index), SampleImages.DIGESTS, ALL);
    assertEquals(
        "[{\"Config\":\"blobs/sha256/" + SampleImages.digest("{\"amd\":1}").hex() + "\","
            + "\"RepoTags\":[\"docker.io/library/multi:latest\"],\"Layers\":[\"blobs/sha256/"
            + SampleImages.digest("top").hex() + "\"]}]",
        text(layout.named().get(2)));
    assertEquals(
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"digest\":\"" + SampleImages.digest("{\"outer\":1}") + "\",\"size\":11,"
            + "\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/multi:latest\","
            + "\"org.opencontainers.image.ref.name\":\"latest\"}}]}",
        text(layout.named().get(1)));
    assertEquals(6, layout.blobs().size());
    assertEquals(2, layout.images().size());
    assertEquals(1, layout.images().get(1).tags().size());
  }

  @Test
  void of_indexWithoutAmd64_dockerGetsTheFirst() {
    Root.Image arm = SampleImages.on(
        SampleImages.image("{\"arm\":1}", List.of(BASE)), new Platform("linux", "arm64", ""));
    Root.Image s390 = SampleImages.on(
        SampleImages.image("{\"s390\":1}", List.of(BASE)), new Platform("linux", "s390x", ""));
    Root index = new Root.Index(
        SampleImages.document("{}", MediaTypes.INDEX), List.of(arm, s390), List.of());
    String docker =
        text(Layout.of(List.of(index), SampleImages.DIGESTS, ALL).named().get(2));
    assertEquals(true, docker.contains(SampleImages.digest("{\"arm\":1}").hex()), docker);
    assertEquals(false, docker.contains(SampleImages.digest("{\"s390\":1}").hex()), docker);
  }

  @Test
  void of_indexOfOtherSystemsAndArtifacts_dockerGetsLinux() {
    Root.Image windows = SampleImages.on(
        SampleImages.image("{\"windows\":1}", List.of(BASE)), new Platform("windows", "amd64", ""));
    Root.Image linux = SampleImages.image("{\"linux\":1}", List.of(BASE));
    Root artifact = new Root.Artifact(
        SampleImages.document("{\"a\":1}", MediaTypes.MANIFEST), List.of(), List.of());
    Root index = new Root.Index(
        SampleImages.document("{}", MediaTypes.INDEX),
        List.of(artifact, windows, linux),
        List.of());
    String docker =
        text(Layout.of(List.of(index), SampleImages.DIGESTS, ALL).named().get(2));
    assertEquals(true, docker.contains(SampleImages.digest("{\"linux\":1}").hex()), docker);
  }

  @Test
  void of_indexWithPlatformOption_itsAnnotationsAndNoPlatform() {
    Root.Document document =
        new Root.Document("{}".getBytes(UTF_8), MediaTypes.INDEX, Map.of("org.example", "kept"));
    Root index = new Root.Index(document, List.of(), List.of());
    String json =
        text(Layout.of(List.of(index), SampleImages.DIGESTS, new LayoutOptions(false, false, true))
            .named()
            .get(1));
    assertEquals(true, json.endsWith(",\"annotations\":{\"org.example\":\"kept\"}}]}"), json);
  }

  @Test
  void of_configThatIsAManifestToo_oneBlob() {
    Root artifact =
        new Root.Artifact(SampleImages.document("{}", MediaTypes.MANIFEST), List.of(), List.of());
    Root image = SampleImages.image("{}", List.of(BASE));
    List<String> blobs =
        Layout.of(List.of(artifact, image), SampleImages.DIGESTS, ALL).blobs().stream()
            .map(LayoutFile::name)
            .toList();
    assertEquals(2, blobs.size(), blobs.toString());
    assertEquals(2, Set.copyOf(blobs).size(), blobs.toString());
  }

  @Test
  void of_artifact_inIndexOnly() {
    Root artifact = new Root.Artifact(
        SampleImages.document("{\"a\":1}", MediaTypes.MANIFEST),
        List.of(SampleImages.stored("blob", Compression.NONE, null)),
        SampleImages.tags("sig"));
    Layout layout = Layout.of(List.of(artifact), SampleImages.DIGESTS, ALL);
    assertEquals("[]", text(layout.named().get(2)));
    assertEquals(
        true,
        text(layout.named().get(1)).contains(SampleImages.digest("{\"a\":1}").hex()));
    assertEquals(1, layout.blobs().size());
    assertEquals(List.of(), layout.images());
  }

  @Test
  void of_repositories_sortedNamesAndTags() {
    Root one = SampleImages.image("{\"1\":1}", List.of(BASE), "b:2", "b:10", "quay.io/z/a:1");
    Root two = SampleImages.image("{\"2\":1}", List.of(TOP), "a:x", "b:1");
    String base = SampleImages.digest("base").hex();
    String top = SampleImages.digest("top").hex();
    assertEquals(
        "{\"a\":{\"x\":\"" + top + "\"},\"b\":{\"1\":\"" + top + "\",\"10\":\"" + base
            + "\",\"2\":\"" + base + "\"},\"quay.io/z/a\":{\"1\":\"" + base + "\"}}",
        text(Layout.of(List.of(one, two), SampleImages.DIGESTS, ALL).named().get(3)));
  }

  private static String text(LayoutFile file) {
    return new String(file.bytes(), UTF_8);
  }
}
