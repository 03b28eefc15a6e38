package io.github.layerlift.verify;

import static io.github.layerlift.report.FindingCode.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** For each code, one layout with just this error. A new code must be added here: the test insists. */
final class FindingCases {
  /** What only an engine can find; the command line's tests have them. */
  static final Set<FindingCode> OF_ENGINE = EnumSet.of(ENGINE_REFUSED, ENGINE_IMAGE, ENGINE_LEFT);

  /**
   * A layout.
   *
   * @param legacy what it is compared with; null for none
   * @param also findings that can't be avoided along with it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(byte[] layout, byte @Nullable [] legacy, Set<FindingCode> also) {
    Case with(FindingCode... more) {
      return new Case(layout, legacy, Set.of(more));
    }
  }

  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ImageFixture OTHER = ImageFixture.hello("other:2.0").command("/other");
  private static final ArchiveFixture SOUND = OciSave.hybrid(HELLO).archive();
  private static final String LAYER =
      "blobs/sha256/" + Hashes.hex(HELLO.layers().get(0));

  private static final Set<FindingCode> BLOBS = EnumSet.of(
      BLOB_NAME,
      BLOB_DIGEST,
      BLOB_SIZE,
      BLOB_DATA,
      BLOB_MISSING,
      BLOB_ELSEWHERE,
      BLOB_UNREFERENCED,
      CHILD_MISSING);

  private final Workbench bench;

  /**
   * @param bench to convert on
   */
  FindingCases(Workbench bench) {
    this.bench = bench;
  }

  Case of(FindingCode code) throws IOException {
    if (code.id().startsWith("against-")) {
      return ofComparison(code);
    }
    if (BLOBS.contains(code)) {
      return ofBlobs(code);
    }
    return switch (code) {
      case ARCHIVE_BROKEN -> layout(Arrays.copyOf(SOUND.bytes(), 700));
      case ENTRY_TWICE -> layout(SOUND.file("oci-layout", "{}"));
      case ENTRY_TYPE -> {
        ArchiveFixture linked = SOUND.without("oci-layout").symlink("oci-layout", "index.json");
        yield layout(linked).with(FILE_MISSING);
      }
      case ENTRY_NAME -> layout(SOUND.prefixed("./"));
      case ENTRY_HEADER -> layout(SOUND);
      case ENTRY_STRAY -> layout(SOUND.file("notes.txt", "mine").folder("more/"));
      case NO_END_MARK -> layout(SOUND.withoutEnd());
      case ARCHIVE_FOLLOWS -> layout(Bytes.concat(SOUND.bytes(), SOUND.bytes()));
      case TRAILING_DATA -> layout(Bytes.concat(SOUND.bytes(), "rubbish".getBytes(UTF_8)));
      case TOO_MANY -> layout(crowded()).with(ENTRY_STRAY);
      case DOCKER_CONFIG, DOCKER_LAYERS, DOCKER_TAGS, DOCKER_IMAGE_MISSING, REPOSITORIES ->
        ofDockerFiles(code);
      case CONFIG_ROOTFS,
          CONFIG_REFUSED,
          CONFIG_LOOSE,
          CONFIG_PLATFORM,
          CONFIG_V1_FIELD,
          PLATFORM_DIFFERS,
          LAYER_COUNT,
          LAYER_PACKING,
          LAYER_CORRUPT,
          DIFF_ID,
          HISTORY_COUNT -> ofImage(code);
      default -> ofDocument(code);
    };
  }

  private static Case ofDocument(FindingCode code) {
    return switch (code) {
      case FILE_MISSING -> layout(SOUND.without("oci-layout"));
      case LAYOUT_VERSION -> layout(SOUND.with("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}"));
      case JSON_INVALID -> layout(SOUND.with("oci-layout", "{"));
      case SCHEMA_VERSION ->
        index(text -> text.replace("\"schemaVersion\":2", "\"schemaVersion\":1"));
      case MEDIA_TYPE -> index(text -> text.replace(OciSave.INDEX, OciSave.CONFIG));
      case MEDIA_TYPE_MISSING ->
        index(text -> text.replace("\"mediaType\":\"" + OciSave.INDEX + "\",", ""));
      case DOCUMENT_AMBIGUOUS -> ambiguous();
      case INDEX_TOO_DEEP -> deep();
      case INDEX_TOO_WIDE -> wide();
      case NAME_INVALID -> named("hello:1.0");
      case REF_NAME -> named("docker.io/library/hello:a__b");
      case NAME_TWICE -> {
        OciSave save = OciSave.of(Packing.PLAIN, HELLO);
        yield layout(save.list(save.image(OTHER, Packing.PLAIN), "hello:1.0").archive());
      }
      default -> throw new IllegalArgumentException("no case for " + code);
    };
  }

  private static Case ofBlobs(FindingCode code) {
    return switch (code) {
      case BLOB_NAME -> layout(SOUND.file("blobs/sha256/abc", ""));
      case BLOB_DIGEST ->
        layout(SOUND.with(LAYER, new byte[SOUND.content(LAYER).length])).with(DIFF_ID);
      case BLOB_SIZE -> index(text -> text.replaceFirst("\"size\":\\d+", "\"size\":1"));
      case BLOB_DATA ->
        index(text -> text.replaceFirst("\"size\":", "\"data\":\"e30=\",\"size\":"));
      case BLOB_MISSING -> layout(SOUND.without(LAYER));
      case BLOB_UNREFERENCED -> layout(SOUND.file("blobs/sha256/" + Hashes.hex("x"), "x"));
      case BLOB_ELSEWHERE -> {
        OciSave save = new OciSave();
        Map<String, @Nullable Object> foreign =
            OciSave.descriptor(OciSave.DOCKER_FOREIGN, new byte[] {1});
        foreign.put("urls", List.of("https://example.com/layer"));
        yield manifest(
            save, HELLO.config(), save.blob(OciSave.LAYER, HELLO.layers().get(0)), foreign);
      }
      case CHILD_MISSING -> {
        OciSave save = new OciSave();
        Object absent = OciSave.descriptor(OciSave.MANIFEST, new byte[] {1});
        save.list(save.index(save.image(HELLO, Packing.GZIP), absent), "hello:1.0");
        yield layout(save.archive());
      }
      default -> throw new IllegalArgumentException("no case for " + code);
    };
  }

  private static Case ofImage(FindingCode code) {
    String config = new String(HELLO.config(), UTF_8);
    byte[] base = HELLO.layers().get(0);
    byte[] top = HELLO.layers().get(1);
    byte[] packed = Packing.GZIP.pack(top);
    OciSave save = new OciSave();
    return switch (code) {
      case CONFIG_ROOTFS -> manifest(save, config.replace("rootfs", "roots").getBytes(UTF_8));
      case CONFIG_REFUSED -> configured(config.replace("\"2016-", "\""));
      case CONFIG_LOOSE -> configured(config.replace("[\"/hello\"]", "\"sh\""));
      case CONFIG_PLATFORM -> layout(OciSave.hybrid(HELLO.platformJson("")).archive());
      case CONFIG_V1_FIELD -> configured(config.replaceFirst("\\{", "{\"parent\": \"\","));
      case HISTORY_COUNT -> configured(config.replace(",{\"created_by\": \"step 1\"}", ""));
      case PLATFORM_DIFFERS ->
        index(text -> text.replace(
            "\"annotations\"",
            "\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\"},\"annotations\""));
      case LAYER_COUNT -> manifest(save, HELLO.config(), save.blob(OciSave.LAYER, base));
      case DIFF_ID ->
        manifest(
            save, HELLO.config(), save.blob(OciSave.LAYER, top), save.blob(OciSave.LAYER, base));
      case LAYER_PACKING ->
        manifest(
            save, HELLO.config(), save.blob(OciSave.LAYER, base), save.blob(OciSave.LAYER, packed));
      case LAYER_CORRUPT ->
        manifest(
            save,
            HELLO.config(),
            save.blob(OciSave.LAYER, base),
            save.blob(OciSave.LAYER + "+gzip", Arrays.copyOf(packed, packed.length - 12)));
      default -> throw new IllegalArgumentException("no case for " + code);
    };
  }

  private static Case ofDockerFiles(FindingCode code) {
    String manifest = SOUND.text("manifest.json");
    return switch (code) {
      case DOCKER_CONFIG ->
        layout(SOUND.with("manifest.json", manifest.replace(HELLO.id(), OTHER.id())))
            .with(DOCKER_IMAGE_MISSING);
      case DOCKER_LAYERS ->
        layout(SOUND.with(
            "manifest.json", manifest.replaceFirst("\"Layers\":\\[\"[^\"]*\",", "\"Layers\":[")));
      case DOCKER_TAGS ->
        layout(SOUND.with("manifest.json", manifest.replace("hello:1.0", "other:1.0")));
      case DOCKER_IMAGE_MISSING -> {
        OciSave save = OciSave.hybrid(HELLO);
        yield layout(save.list(save.image(OTHER, Packing.PLAIN), "other:2.0").archive());
      }
      case REPOSITORIES ->
        layout(SOUND.file("repositories", "{\"hello\":{\"1.0\":\"" + HELLO.id() + "\"}}"));
      default -> throw new IllegalArgumentException("no case for " + code);
    };
  }

  private Case ofComparison(FindingCode code) throws IOException {
    byte[] hello = DockerSave.of(HELLO).archive().bytes();
    byte[] both = DockerSave.of(HELLO, OTHER).archive().bytes();
    V1Save old = V1Save.v1().layer(LayerTar.empty()).layer("hello", "hello").tag("old:1");
    return switch (code) {
      case AGAINST_IMAGE_MISSING -> new Case(SOUND.bytes(), both, Set.of());
      case AGAINST_IMAGE_EXTRA ->
        new Case(OciSave.hybrid(HELLO, OTHER).archive().bytes(), hello, Set.of());
      case AGAINST_ID ->
        new Case(OciSave.hybrid(HELLO.command("/b")).archive().bytes(), hello, Set.of());
      case AGAINST_TAGS ->
        new Case(OciSave.hybrid(HELLO.untagged()).archive().bytes(), hello, Set.of());
      case AGAINST_RENAMED ->
        new Case(OciSave.hybrid(HELLO.untagged().tag("new:1")).archive().bytes(), hello, Set.of());
      case AGAINST_LAYERS ->
        new Case(
            SOUND.with(LAYER, new byte[SOUND.content(LAYER).length]).bytes(),
            hello,
            Set.of(BLOB_DIGEST, DIFF_ID));
      case AGAINST_CONFIG -> new Case(otherCommand(old), old.archive().bytes(), Set.of(AGAINST_ID));
      case AGAINST_EMPTY_LAYERS ->
        new Case(
            bench
                .convert(old.archive(), options -> options.dropEmptyLayers(true))
                .tar(),
            old.archive().bytes(),
            Set.of());
      default -> throw new IllegalArgumentException("no case for " + code);
    };
  }

  /** The image as it is converted, except for its command. */
  private byte[] otherCommand(V1Save old) throws IOException {
    OutputArchive converted = bench.convert(old.archive()).archive();
    OutputImage image = converted.images().get(0);
    OciSave save = new OciSave();
    List<Object> layers = new ArrayList<>();
    for (String layer : image.layers()) {
      layers.add(save.blob(OciSave.LAYER, converted.blob(layer)));
    }
    String config = new String(image.config(), UTF_8).replace("/hello", "/other");
    save.list(save.manifest(save.blob(OciSave.CONFIG, config.getBytes(UTF_8)), layers), "old:1");
    return save.archive().bytes();
  }

  private static Case manifest(OciSave save, byte[] config, Object... layers) {
    save.list(save.manifest(save.blob(OciSave.CONFIG, config), List.of(layers)), "hello:1.0");
    return layout(save.archive());
  }

  private static Case configured(String config) {
    OciSave save = new OciSave();
    return manifest(
        save,
        config.getBytes(UTF_8),
        save.blob(OciSave.LAYER, HELLO.layers().get(0)),
        save.blob(OciSave.LAYER, HELLO.layers().get(1)));
  }

  private static Case ambiguous() {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> document = Jsons.object(
        "schemaVersion",
        2,
        "mediaType",
        OciSave.MANIFEST,
        "config",
        save.blob(OciSave.CONFIG, HELLO.config()),
        "layers",
        List.of(
            save.blob(OciSave.LAYER, HELLO.layers().get(0)),
            save.blob(OciSave.LAYER, HELLO.layers().get(1))),
        "manifests",
        List.of());
    return layout(save.list(save.blob(OciSave.MANIFEST, Jsons.bytes(document))).archive());
  }

  private static Case deep() {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> nested = save.index();
    for (int i = 0; i < 9; i++) {
      nested = save.index(nested);
    }
    return layout(save.list(nested).archive()).with(BLOB_UNREFERENCED);
  }

  /** A few documents, each of which refers to the next a thousand times. */
  private static Case wide() {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> next = save.image(HELLO, Packing.PLAIN);
    for (int i = 0; i < 7; i++) {
      next = save.index(Collections.nCopies(1_000, next).toArray());
    }
    return layout(save.list(next, "hello:1.0").archive());
  }

  private static Case named(String name) {
    OciSave save = new OciSave();
    save.list(save.image(HELLO, Packing.PLAIN), Jsons.object("io.containerd.image.name", name));
    return layout(save.archive());
  }

  private static ArchiveFixture crowded() {
    List<ArchiveFixture.Entry> entries = new ArrayList<>(SOUND.entries());
    ArchiveFixture.Entry stray =
        ArchiveFixture.empty().folder("stray/").entries().get(0);
    for (int i = 0; i < 10_001; i++) {
      entries.add(new ArchiveFixture.Entry("stray" + i + "/", '5', stray.content(), ""));
    }
    return ArchiveFixture.of(entries);
  }

  private static Case index(UnaryOperator<String> change) {
    return layout(SOUND.with("index.json", change.apply(SOUND.text("index.json"))));
  }

  private static Case layout(ArchiveFixture archive) {
    return layout(archive.bytes());
  }

  private static Case layout(byte[] archive) {
    return new Case(archive, null, Set.of());
  }
}
