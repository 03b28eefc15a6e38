package io.github.layerlift.fault;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.ConvertOptionsBuilder;
import io.github.layerlift.options.Edit;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For each code, one archive that causes it. A new code must be added here: the test insists. */
final class WarningCases {
  /** What only an extraction can run into. */
  static final Set<WarningCode> OF_EXTRACTION = EnumSet.of(
      WarningCode.ENTRY_UNKNOWN,
      WarningCode.PATH_THROUGH_LINK,
      WarningCode.DEVICES_LEFT_OUT,
      WarningCode.XATTR_LEFT_OUT);

  /** What only a split can run into. */
  static final Set<WarningCode> OF_SPLITTING = EnumSet.of(WarningCode.ARTIFACTS_LEFT_OUT);

  /** What only a comparison can run into. */
  static final Set<WarningCode> OF_COMPARISON = EnumSet.of(WarningCode.PLATFORMS_NOT_COMPARED);

  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ArchiveFixture DOCKER = DockerSave.of(HELLO).archive();
  private static final ArchiveFixture OCI = OciSave.of(Packing.PLAIN, HELLO).archive();
  private static final ImageFixture OTHER = HELLO.untagged().command("/other").tag("other:1");
  private static final String LAYER = DockerSave.of(HELLO).v1Id(HELLO, 0) + "/layer.tar";
  private static final String CONFIG = HELLO.id() + ".json";
  private static final String ABSENT = "f".repeat(64);
  private static final Edit SET_VARIABLE = new Edit.Set(ConfigField.ENV, "A=b");

  private WarningCases() {}

  /** The options for converting the archive. */
  static ConvertOptionsBuilder options(WarningCode code, ConvertOptionsBuilder options) {
    return switch (code) {
      case READ_AS ->
        options.reading(ReadOptions.builder()
            .leniency(new Leniency(false, false, Optional.of("v1")))
            .build());
      case ENTRY_REPLACED ->
        options.reading(
            ReadOptions.builder().leniency(new Leniency(false, true)).build());
      case ARCHIVE_DAMAGED, IMAGE_LOST, SALVAGE_UNPROVEN ->
        options.reading(ReadOptions.builder().salvage(Salvage.WHOLE).build());
      case ID_RECOMPUTED ->
        options.reading(ReadOptions.builder().salvage(Salvage.RECOMPUTE).build());
      case INDEX_NOT_COMPRESSED -> options.compress("gzip");
      case EMPTY_LAYERS_DROPPED -> options.dropEmptyLayers(true);
      case NOTHING_TO_UNSET -> options.changes(List.of(new Edit.Unset(ConfigField.USER, "")));
      case HISTORY_SHOWS_VALUE ->
        options.changes(List.of(SET_VARIABLE, new Edit.Unset(ConfigField.ENV, "A")));
      case CONTENT_KEPT -> options.changes(List.of(new Edit.Purge(List.of("/b"))));
      case INDEX_VOID, ARTIFACTS_VOID, HISTORY_DROPPED -> options.changes(List.of(SET_VARIABLE));
      default -> options;
    };
  }

  static byte[] archive(WarningCode code) {
    if (OF_EXTRACTION.contains(code)) {
      return ofLayers(code);
    }
    return switch (code) {
      case PLATFORMS_NOT_COMPARED -> severalPlatforms();
      case ARCHIVE_DAMAGED -> withCorruptStart(DOCKER);
      case SALVAGE_UNPROVEN -> withCorruptStart(V1Save.hello("x:1").archive());
      case INNER_ARCHIVE -> DOCKER.prefixed("image/").bytes();
      case TRAILING_DATA -> Bytes.concat(DOCKER.bytes(), "rubbish".getBytes(UTF_8));
      case ZERO_FILLED -> Arrays.copyOf(V1Save.hello("x:1").archive().reversed().bytes(), 1 << 20);
      case DIGEST_TAG,
          FOLDER_NAME,
          NO_REPOSITORIES,
          PLATFORM_ADDED,
          V1_ID_DIFFERS,
          EMPTY_LAYERS_DROPPED,
          LAYER_ZEROS,
          LAYER_BROKEN,
          ZERO_BYTE_LAYER -> ofV1(code).archive().bytes();
      case NO_IMAGE,
          DIGEST_NAME,
          TAG_WITHOUT_NAME,
          INDEX_WRONG,
          NOT_IN_INDEX,
          PLATFORMS_MISSING,
          INDEX_NOT_COMPRESSED,
          INDEX_VOID,
          ARTIFACTS_VOID,
          ARTIFACTS_LEFT_OUT,
          BLOB_ELSEWHERE,
          LAYER_MEDIA_TYPE -> ofIndex(code).archive().bytes();
      default -> ofDocker(code).bytes();
    };
  }

  private static ArchiveFixture ofDocker(WarningCode code) {
    String manifest = DOCKER.text("manifest.json");
    return switch (code) {
      case IMAGE_LOST -> DockerSave.of(HELLO, OTHER).archive().without(OTHER.id() + ".json");
      case ID_RECOMPUTED -> DOCKER.with(LAYER, LayerTar.of("other", "content"));
      case UNLISTED_FILES -> DOCKER.file(ABSENT + ".json", "x");
      case STORE_IN_USE ->
        Stores.registry(OciSave.of(Packing.PLAIN, HELLO).archive())
            .file(Stores.STORE + "repositories/x/_uploads/1/data", "x");
      case STORE_NAMES ->
        Stores.registry(OciSave.of(Packing.PLAIN, HELLO).archive())
            .symlink(Stores.STORE + "repositories/other", "hello");
      case READ_AS, NOTHING_TO_UNSET, HISTORY_SHOWS_VALUE -> DOCKER;
      case REF_NAME -> tagged("hello:1__0");
      case TAG_INVALID -> tagged("Hello:1.0");
      case UNLISTED_NAME ->
        DOCKER.with("manifest.json", manifest.replace("[\"hello:1.0\"]", "null"));
      case ENTRY_BACKSLASH -> DOCKER.file("folder\\file", "x");
      case ENTRY_REPLACED -> DOCKER.file("manifest.json", manifest + " ");
      case NO_END_MARK -> OCI.withoutEnd();
      case NO_OCI_LAYOUT -> OCI.without("oci-layout");
      case CONFIG_NAME ->
        DOCKER
            .with("manifest.json", manifest.replace(CONFIG, ABSENT + ".json"))
            .without(CONFIG)
            .file(ABSENT + ".json", HELLO.config());
      case HISTORY_DROPPED ->
        DockerSave.of(HELLO.historyJson("\"history\": [{}]")).archive();
      case NO_PLATFORM -> DockerSave.of(HELLO.platformJson("")).archive();
      case CONTENT_KEPT ->
        DockerSave.of(ImageFixture.image()
                .layer(layer().file("a", "x").hardLink("b", "a").bytes())
                .tag("linked:1"))
            .archive();
      case MANY_LAYERS -> manyLayers();
      case NO_LAYERS -> DockerSave.of(ImageFixture.image().tag("empty:1")).archive();
      default -> throw new AssertionError("no case for " + code);
    };
  }

  /** The folder that comes first isn't needed. */
  private static byte[] withCorruptStart(ArchiveFixture archive) {
    byte[] bytes = archive.bytes();
    bytes[0] ^= 1;
    return bytes;
  }

  private static ArchiveFixture tagged(String tag) {
    return DOCKER.with("manifest.json", DOCKER.text("manifest.json").replace("hello:1.0", tag));
  }

  private static ArchiveFixture manyLayers() {
    ImageFixture image = ImageFixture.image().tag("many:1");
    for (int i = 0; i < 128; i++) {
      image = image.layer("f", "layer " + i);
    }
    return DockerSave.of(image).archive();
  }

  private static V1Save ofV1(WarningCode code) {
    V1Save v1 = V1Save.hello("x:1");
    return switch (code) {
      case DIGEST_TAG -> v1.tag("x", "sha256:" + ABSENT, v1.id());
      case FOLDER_NAME ->
        V1Save.v1()
            .layer("busybox", LayerTar.of("a", "1"))
            .field("id", ABSENT)
            .withoutRepositories();
      case NO_REPOSITORIES -> v1.withoutRepositories();
      case PLATFORM_ADDED -> v1.withoutField("os");
      case V1_ID_DIFFERS -> v1.field("id", ABSENT);
      case EMPTY_LAYERS_DROPPED -> v1.layer(LayerTar.empty()).tag("x:1");
      case LAYER_BROKEN ->
        V1Save.v1().layer(Arrays.copyOf(LayerTar.of("a", "1".repeat(600)), 700)).tag("x:1");
      case LAYER_ZEROS -> V1Save.v1().layer(new byte[50_000]).tag("x:1");
      case ZERO_BYTE_LAYER -> V1Save.v1().layer(new byte[0]).tag("x:1");
      default -> throw new AssertionError("no case for " + code);
    };
  }

  private static OciSave ofIndex(WarningCode code) {
    OciSave save = new OciSave();
    return switch (code) {
      case NO_IMAGE ->
        save.list(save.manifest(
            save.blob("application/x.odd", "{}".getBytes(UTF_8)),
            List.of(save.blob("application/x.content", "x".getBytes(UTF_8)))));
      case DIGEST_NAME ->
        save.list(save.image(HELLO, Packing.PLAIN), "docker.io/library/app@sha256:" + ABSENT);
      case TAG_WITHOUT_NAME ->
        save.list(
            save.image(HELLO, Packing.PLAIN),
            Jsons.object("org.opencontainers.image.ref.name", "latest"));
      case INDEX_WRONG -> withLayersSwapped(save).docker(HELLO);
      case NOT_IN_INDEX -> {
        ImageFixture lost = HELLO.untagged().command("/x");
        save.image(lost, Packing.PLAIN);
        yield save.list(save.image(HELLO, Packing.PLAIN), "app:1.0").docker(lost);
      }
      case PLATFORMS_MISSING -> {
        Object gone = new OciSave().image(HELLO.command("/x"), Packing.PLAIN);
        yield save.list(save.index(gone, save.image(HELLO, Packing.PLAIN)), "app:1.0");
      }
      case ARTIFACTS_VOID -> {
        Map<String, @Nullable Object> image = save.image(HELLO, Packing.PLAIN);
        yield save.list(image, "app:1.0").list(save.attestation(image));
      }
      case ARTIFACTS_LEFT_OUT -> {
        Map<String, @Nullable Object> image = save.image(HELLO, Packing.PLAIN);
        yield save.list(save.index(image, save.attestation(image)), "app:1.0");
      }
      case INDEX_NOT_COMPRESSED, INDEX_VOID ->
        save.list(save.index(save.image(HELLO, Packing.PLAIN)), "app:1.0");
      default -> ofOddLayer(code, save);
    };
  }

  private static OciSave ofOddLayer(WarningCode code, OciSave save) {
    byte[] layer = HELLO.layers().get(0);
    Object upper = save.blob(OciSave.LAYER, HELLO.layers().get(1));
    return switch (code) {
      case BLOB_ELSEWHERE ->
        withLayers(save, OciSave.descriptor(OciSave.DOCKER_FOREIGN, layer), upper);
      case LAYER_MEDIA_TYPE -> withLayers(save, save.blob(OciSave.LAYER + "+gzip", layer), upper);
      default -> throw new AssertionError("no case for " + code);
    };
  }

  private static OciSave withLayersSwapped(OciSave save) {
    Object lower = save.blob(OciSave.LAYER, HELLO.layers().get(0));
    Object upper = save.blob(OciSave.LAYER, HELLO.layers().get(1));
    return withLayers(save, upper, lower);
  }

  private static OciSave withLayers(OciSave save, Object lower, Object upper) {
    Object config = save.blob(OciSave.CONFIG, HELLO.config());
    return save.list(save.manifest(config, List.of(lower, upper)), "app:1.0");
  }

  private static byte[] severalPlatforms() {
    OciSave save = new OciSave();
    ImageFixture other = HELLO.platformJson("\"architecture\": \"s390x\", \"os\": \"linux\"");
    ImageFixture third = HELLO.platformJson("\"architecture\": \"arm64\", \"os\": \"linux\"");
    return save.list(
            save.index(
                save.image(HELLO, Packing.PLAIN),
                save.image(other, Packing.PLAIN),
                save.image(third, Packing.PLAIN)),
            "hello:1.0")
        .archive()
        .bytes();
  }

  private static byte[] ofLayers(WarningCode code) {
    return switch (code) {
      case ENTRY_UNKNOWN -> image(layer().entry("odd", 'D', "", new byte[3]));
      case PATH_THROUGH_LINK ->
        image(layer().folder("usr").symlink("bin", "usr"), layer().file("bin/sh", ""));
      case DEVICES_LEFT_OUT -> image(layer().fifo("pipe"));
      case XATTR_LEFT_OUT -> image(layer().pax("SCHILY.xattr.nonsense", "x").file("f", "x"));
      default -> throw new AssertionError("no case for " + code);
    };
  }

  private static byte[] image(LayerFixture... layers) {
    ImageFixture image = ImageFixture.image().tag("app:1");
    for (LayerFixture layer : layers) {
      image = image.layer(layer.bytes());
    }
    return DockerSave.of(image).archive().bytes();
  }
}
