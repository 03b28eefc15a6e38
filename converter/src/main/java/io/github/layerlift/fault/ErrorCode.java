package io.github.layerlift.fault;

import static io.github.layerlift.fault.FaultKind.INTERRUPTED;
import static io.github.layerlift.fault.FaultKind.MALFORMED;
import static io.github.layerlift.fault.FaultKind.STORAGE;
import static io.github.layerlift.fault.FaultKind.UNSUPPORTED;
import static io.github.layerlift.fault.FaultKind.USAGE;

import java.io.IOException;

/**
 * Every fault by its stable name. {@code docs/errors.md} has a heading for each; scripts may match
 * on {@link #id()}.
 */
public enum ErrorCode {
  BAD_OPTION("bad-option", USAGE),
  SAME_FILE("same-file", USAGE),
  NOTHING_SELECTED("nothing-selected", USAGE),
  SELECT_ONE("select-one", USAGE),
  PATH_MISSING("path-missing", USAGE),
  IMAGE_UNNAMED("image-unnamed", USAGE),
  INDEX_PLATFORMS("index-platforms", USAGE),

  INPUT_MISSING("input-missing", STORAGE),
  INPUT_UNREADABLE("input-unreadable", STORAGE),
  INPUT_CHANGED("input-changed", STORAGE),
  TARGET_EXISTS("target-exists", STORAGE),
  SHARDS_DIFFER("shards-differ", STORAGE),
  TARGET_UNWRITABLE("target-unwritable", STORAGE),
  READ_FAILED("read-failed", STORAGE),
  REPORT_INVALID("report-invalid", STORAGE),
  WRITE_FAILED("write-failed", STORAGE),
  NO_SPACE("no-space", STORAGE),
  ENGINE_UNAVAILABLE("engine-unavailable", STORAGE),
  ENGINE_IN_USE("engine-in-use", STORAGE),
  CREDENTIALS_UNREADABLE("credentials-unreadable", STORAGE),
  REGISTRY_UNREACHABLE("registry-unreachable", STORAGE),
  REGISTRY_DENIED("registry-denied", STORAGE),
  REGISTRY_REFUSED("registry-refused", STORAGE),
  REGISTRY_FAILED("registry-failed", STORAGE),
  REGISTRY_DIGEST("registry-digest", STORAGE),

  INPUT_ENDLESS("input-endless", MALFORMED),
  TAR_TRUNCATED("tar-truncated", MALFORMED),
  TAR_HEADER("tar-header", MALFORMED),
  ENTRY_NAME("entry-name", MALFORMED),
  ENTRY_TWICE("entry-twice", MALFORMED),
  ARCHIVE_FOLLOWS("archive-follows", MALFORMED),
  TOO_MANY_ENTRIES("too-many-entries", MALFORMED),
  LINK_LEAVES("link-leaves", MALFORMED),
  LINK_LOOP("link-loop", MALFORMED),
  COMPRESSION_CORRUPT("compression-corrupt", MALFORMED),
  UNPACKED_TOO_BIG("unpacked-too-big", MALFORMED),
  WINDOW_TOO_BIG("window-too-big", MALFORMED),
  JSON_TOO_BIG("json-too-big", MALFORMED),
  JSON_TOO_DEEP("json-too-deep", MALFORMED),
  JSON_SYNTAX("json-syntax", MALFORMED),
  JSON_KEY_TWICE("json-key-twice", MALFORMED),
  JSON_SHAPE("json-shape", MALFORMED),
  NO_IMAGES("no-images", MALFORMED),
  CONFIG_MISSING("config-missing", MALFORMED),
  CONFIG_INVALID("config-invalid", MALFORMED),
  LAYER_MISSING("layer-missing", MALFORMED),
  LAYER_ENTRY("layer-entry", MALFORMED),
  LAYER_COUNT("layer-count", MALFORMED),
  TOO_MANY_LAYERS("too-many-layers", MALFORMED),
  DIFF_ID_MISMATCH("diff-id-mismatch", MALFORMED),
  BLOB_MISSING("blob-missing", MALFORMED),
  BLOB_MISMATCH("blob-mismatch", MALFORMED),
  DIGEST_INVALID("digest-invalid", MALFORMED),
  TAG_CONFLICT("tag-conflict", MALFORMED),
  V1_ID_INVALID("v1-id-invalid", MALFORMED),
  V1_ID_TWICE("v1-id-twice", MALFORMED),
  V1_PARENT_MISSING("v1-parent-missing", MALFORMED),
  V1_PARENT_LOOP("v1-parent-loop", MALFORMED),
  V1_JSON_MISSING("v1-json-missing", MALFORMED),
  V1_TIME_INVALID("v1-time-invalid", MALFORMED),
  BLOB_COLLISION("blob-collision", MALFORMED),
  NOTHING_WHOLE("nothing-whole", MALFORMED),
  STRICT_WARNINGS("strict-warnings", MALFORMED),

  EMPTY_INPUT("empty-input", UNSUPPORTED),
  EMPTY_ARCHIVE("empty-archive", UNSUPPORTED),
  NOT_AN_ARCHIVE("not-an-archive", UNSUPPORTED),
  ROOT_FILESYSTEM("root-filesystem", UNSUPPORTED),
  BARE_LAYER("bare-layer", UNSUPPORTED),
  WRAPPED_ARCHIVE("wrapped-archive", UNSUPPORTED),
  STORAGE_FOLDER("storage-folder", UNSUPPORTED),
  DIR_LAYOUT("dir-layout", UNSUPPORTED),
  UNKNOWN_ARCHIVE("unknown-archive", UNSUPPORTED),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", UNSUPPORTED),
  LAYER_ENCRYPTED("layer-encrypted", UNSUPPORTED),
  FOREIGN_LAYER("foreign-layer", UNSUPPORTED),
  INDEX_NOT_EDITED("index-not-edited", UNSUPPORTED),
  ARTIFACT_NOT_EDITED("artifact-not-edited", UNSUPPORTED),

  INTERRUPTED_BY_USER("interrupted", INTERRUPTED);

  private final String id;
  private final FaultKind kind;

  ErrorCode(String id, FaultKind kind) {
    this.id = id;
    this.kind = kind;
  }

  /** {@link #NO_SPACE} if the system refused to write since a disk or a quota is full, else {@link #WRITE_FAILED}. */
  public static ErrorCode ofFailedWrite(IOException e) {
    String reason = String.valueOf(e.getMessage());
    boolean full = reason.contains("No space left") || reason.contains("quota exceeded");
    return full ? NO_SPACE : WRITE_FAILED;
  }

  /** The name that reports and scripts use, such as {@code diff-id-mismatch}. */
  public String id() {
    return id;
  }

  public FaultKind kind() {
    return kind;
  }
}
