package io.github.layerlift.fault;

/**
 * Everything that reading, converting and extracting warn about, by its stable name. {@code
 * docs/warnings.md} has a heading for each; scripts may match on {@link #id()}.
 */
public enum WarningCode implements Warning.Code {
  UNLISTED_FILES("unlisted-files"),
  READ_AS("read-as"),
  INNER_ARCHIVE("inner-archive"),
  NO_IMAGE("no-image"),
  STORE_IN_USE("store-in-use"),
  STORE_NAMES("store-names"),

  ARCHIVE_DAMAGED("archive-damaged"),
  IMAGE_LOST("image-lost"),
  ID_RECOMPUTED("id-recomputed"),
  SALVAGE_UNPROVEN("salvage-unproven"),

  DIGEST_NAME("digest-name"),
  DIGEST_TAG("digest-tag"),
  FOLDER_NAME("folder-name"),
  REF_NAME("ref-name"),
  TAG_INVALID("tag-invalid"),
  TAG_WITHOUT_NAME("tag-without-name"),
  UNLISTED_NAME("unlisted-name"),
  NO_REPOSITORIES("no-repositories"),

  ENTRY_BACKSLASH("entry-backslash"),
  ENTRY_REPLACED("entry-replaced"),
  TRAILING_DATA("trailing-data"),
  NO_END_MARK("no-end-mark"),
  ZERO_FILLED("zero-filled"),

  INDEX_WRONG("index-wrong"),
  NO_OCI_LAYOUT("no-oci-layout"),
  NOT_IN_INDEX("not-in-index"),
  PLATFORMS_MISSING("platforms-missing"),
  INDEX_NOT_COMPRESSED("index-not-compressed"),
  ARTIFACTS_LEFT_OUT("artifacts-left-out"),

  CONFIG_NAME("config-name"),
  NO_PLATFORM("no-platform"),
  PLATFORM_ADDED("platform-added"),
  V1_ID_DIFFERS("v1-id-differs"),

  BLOB_ELSEWHERE("blob-elsewhere"),
  EMPTY_LAYERS_DROPPED("empty-layers-dropped"),
  LAYER_MEDIA_TYPE("layer-media-type"),
  LAYER_ZEROS("layer-zeros"),
  LAYER_BROKEN("layer-broken"),
  MANY_LAYERS("many-layers"),
  NO_LAYERS("no-layers"),
  ZERO_BYTE_LAYER("zero-byte-layer"),

  PLATFORMS_NOT_COMPARED("platforms-not-compared"),

  ENTRY_UNKNOWN("entry-unknown"),
  PATH_THROUGH_LINK("path-through-link"),
  DEVICES_LEFT_OUT("devices-left-out"),
  XATTR_LEFT_OUT("xattr-left-out"),
  NOTHING_TO_UNSET("nothing-to-unset"),
  HISTORY_SHOWS_VALUE("history-shows-value"),
  CONTENT_KEPT("content-kept"),
  HISTORY_DROPPED("history-dropped"),
  INDEX_VOID("index-void"),
  ARTIFACTS_VOID("artifacts-void");

  private final String id;

  WarningCode(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
