package io.github.layerlift.fault;

/** The settings and calls that a way out can name, by their names in the library. */
public enum Setting {
  JSON_BYTES("Limits.jsonBytes"),
  JSON_DEPTH("Limits.jsonDepth"),
  ENTRIES("Limits.entries"),
  LAYERS("Limits.layers"),
  LINK_HOPS("Limits.linkHops"),
  UNPACKED_BYTES("Limits.unpackedBytes"),
  UNPACK_RATIO("Limits.unpackRatio"),
  WINDOW_BYTES("Limits.windowBytes"),

  JOINED("Leniency.joined"),
  TAKE_LAST("Leniency.takeLast"),
  READ_AS("Leniency.readAs"),
  INSIDE("Leniency.inside"),
  TEMP_FOLDER("ReadOptions.tempFolder"),

  CONVERT("Converter.convert"),
  MERGE("Converter.merge"),
  SPLIT("Splitter.split"),
  PUSH("Publisher.push"),
  PUSH_AS("Publisher.push"),
  PUSH_INDEX("Publisher.push"),
  INSPECT("Inspector.inspect"),
  VERIFY("Verifier.verify"),
  VERIFY_AGAINST("Verifier.verifyAgainst"),
  SALVAGE("ReadOptions.salvage"),
  CONVERT_SELECT("Change.Select"),
  MERGE_PREFER("Change.Prefer"),
  CONVERT_TAGS("Change.Rename"),
  CONVERT_STRICT("ConvertOptions.strict"),
  CONVERT_COMPRESS("ConvertOptions.compress"),
  EDIT("Editor.edit"),
  EDIT_PLATFORM("ConfigField.PLATFORM"),
  EDIT_PURGE("Edit.Purge"),
  SPLIT_BY("SplitOptions.by"),
  OUTPUT_FOLDER("Output.Folder"),
  OUTPUT_REPLACE("Output.TarFile.replace"),

  BATCH("Batch.run"),
  BATCH_PUSH("Batch.run"),
  BATCH_INTO("BatchOptions.into"),
  BATCH_NAME("BatchOptions.name"),
  BATCH_FORCE("BatchOptions.force"),
  BATCH_BALANCE("BatchOptions.balance"),

  EXTRACT("Extractor.extract"),
  EXTRACT_LIST("Extractor.list"),
  EXTRACT_SELECT("ExtractOptions.select"),
  EXTRACT_PLATFORM("ExtractOptions.platform"),
  EXTRACT_LAYER("ExtractOptions.layer"),
  EXTRACT_DEVICES("ExtractOptions.devices"),
  EXTRACT_FORCE("Destination.Folder.force"),

  DIFF("Differ.diff"),
  DIFF_WITH("Differ.diff"),
  DIFF_SELECT_A("DiffOptions.selectA"),
  DIFF_SELECT_B("DiffOptions.selectB"),
  DIFF_PLATFORM_A("DiffOptions.platformA"),
  DIFF_PLATFORM_B("DiffOptions.platformB"),
  DIFF_IGNORE("DiffOptions.ignored"),

  REGISTRY_CREDENTIALS("RegistryOptions.credentials"),
  REGISTRY_PLAIN_HTTP("RegistryOptions.plainHttp"),
  REGISTRY_CA("RegistryOptions.caFile"),
  REGISTRY_CLIENT_CERTIFICATE("RegistryOptions.clientCertificate");

  private final String api;

  Setting(String api) {
    this.api = api;
  }

  /** The name, with the value if there is one. */
  String with(String value) {
    return value.isEmpty() ? api : api + "(" + value + ")";
  }
}
