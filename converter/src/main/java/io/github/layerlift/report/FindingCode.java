package io.github.layerlift.report;

import static io.github.layerlift.report.Finding.Grade.ERROR;
import static io.github.layerlift.report.Finding.Grade.NOTE;

import io.github.layerlift.fault.Warning;

/**
 * Everything that a verification can find, by its stable name. {@code docs/verify.md} has a row for
 * each; scripts may match on {@link #id()}. A conversion warns under the same name of what a
 * verification of its output would find.
 */
public enum FindingCode implements Warning.Code {
  ARCHIVE_BROKEN("archive-broken", ERROR),
  ENTRY_TWICE("entry-twice", ERROR),
  ENTRY_TYPE("entry-type", ERROR),
  ENTRY_NAME("entry-name", NOTE),
  ENTRY_HEADER("entry-header", NOTE),
  ENTRY_STRAY("entry-stray", NOTE),
  NO_END_MARK("no-end-mark", NOTE),
  ARCHIVE_FOLLOWS("archive-follows", ERROR),
  TRAILING_DATA("trailing-data", NOTE),

  FILE_MISSING("file-missing", ERROR),
  LAYOUT_VERSION("layout-version", ERROR),
  JSON_INVALID("json-invalid", ERROR),
  SCHEMA_VERSION("schema-version", ERROR),
  MEDIA_TYPE("media-type", ERROR),
  MEDIA_TYPE_MISSING("media-type-missing", NOTE),
  DOCUMENT_AMBIGUOUS("document-ambiguous", ERROR),
  INDEX_TOO_DEEP("index-too-deep", ERROR),
  INDEX_TOO_WIDE("index-too-wide", ERROR),

  BLOB_NAME("blob-name", ERROR),
  BLOB_DIGEST("blob-digest", ERROR),
  BLOB_SIZE("blob-size", ERROR),
  BLOB_DATA("blob-data", ERROR),
  BLOB_MISSING("blob-missing", ERROR),
  BLOB_ELSEWHERE("blob-elsewhere", NOTE),
  BLOB_UNREFERENCED("blob-unreferenced", NOTE),
  CHILD_MISSING("child-missing", NOTE),

  CONFIG_ROOTFS("config-rootfs", ERROR),
  CONFIG_REFUSED("config-refused", ERROR),
  CONFIG_LOOSE("config-loose", NOTE),
  CONFIG_PLATFORM("config-platform", NOTE),
  CONFIG_V1_FIELD("config-v1-field", NOTE),
  PLATFORM_DIFFERS("platform-differs", ERROR),
  LAYER_COUNT("layer-count", ERROR),
  LAYER_PACKING("layer-packing", ERROR),
  LAYER_CORRUPT("layer-corrupt", ERROR),
  DIFF_ID("diff-id", ERROR),
  HISTORY_COUNT("history-count", ERROR),

  NAME_INVALID("name-invalid", ERROR),
  NAME_TWICE("name-twice", ERROR),
  REF_NAME("ref-name", NOTE),

  DOCKER_CONFIG("docker-config", ERROR),
  DOCKER_LAYERS("docker-layers", ERROR),
  DOCKER_TAGS("docker-tags", ERROR),
  DOCKER_IMAGE_MISSING("docker-image-missing", ERROR),
  REPOSITORIES("repositories", ERROR),

  AGAINST_IMAGE_MISSING("against-image-missing", ERROR),
  AGAINST_IMAGE_EXTRA("against-image-extra", ERROR),
  AGAINST_ID("against-id", ERROR),
  AGAINST_TAGS("against-tags", ERROR),
  AGAINST_RENAMED("against-renamed", NOTE),
  AGAINST_LAYERS("against-layers", ERROR),
  AGAINST_CONFIG("against-config", ERROR),
  AGAINST_EMPTY_LAYERS("against-empty-layers", NOTE),

  ENGINE_REFUSED("engine-refused", ERROR),
  ENGINE_IMAGE("engine-image", ERROR),
  ENGINE_LEFT("engine-left", ERROR),

  TOO_MANY("too-many-findings", ERROR);

  private final String id;
  private final Finding.Grade grade;

  FindingCode(String id, Finding.Grade grade) {
    this.id = id;
    this.grade = grade;
  }

  @Override
  public String id() {
    return id;
  }

  public Finding.Grade grade() {
    return grade;
  }
}
