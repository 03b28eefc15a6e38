package io.github.layerlift.cli.text;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;

/** The command line's terms for what the library tells its callers to set or call. */
public final class Terms {
  private Terms() {}

  /** The way out of {@code fault}; empty if there is none. */
  public static String hint(LayerliftException fault) {
    return fault.wayOut().map(wayOut -> wayOut.text(Terms::of)).orElse("");
  }

  /** The full text of {@code warning}. */
  public static String text(Warning warning) {
    return warning.text(Terms::of);
  }

  static String of(Setting setting, String value) {
    return switch (setting) {
      case CONVERT, SALVAGE, EDIT, MERGE, SPLIT, PUSH, PUSH_AS, PUSH_INDEX, BATCH, BATCH_PUSH ->
        "layerlift " + writing(setting, value);
      case INSPECT, VERIFY, VERIFY_AGAINST, EXTRACT, DIFF, DIFF_WITH -> reading(setting, value);
      case OUTPUT_FOLDER -> "--format folder";
      case JSON_BYTES, JSON_DEPTH, ENTRIES, LAYERS, LINK_HOPS -> option(ofLimit(setting), value);
      case UNPACKED_BYTES, UNPACK_RATIO, WINDOW_BYTES -> option(ofLimit(setting), value);
      case JOINED -> option("--joined", value);
      case TAKE_LAST -> option("--take-last", value);
      case READ_AS -> option("--read-as", value);
      case INSIDE -> option("--inside", value);
      case TEMP_FOLDER -> option("--temp-dir", value);
      case MERGE_PREFER -> option("--prefer", value);
      case CONVERT_SELECT, EXTRACT_SELECT, DIFF_SELECT_A, DIFF_SELECT_B ->
        option("--select", value);
      case CONVERT_TAGS -> option("--tag", value);
      case CONVERT_COMPRESS -> option("--compress", value);
      case CONVERT_STRICT -> option("--strict", value);
      case OUTPUT_REPLACE, BATCH_FORCE, EXTRACT_FORCE -> option("--force", value);
      case EDIT_PURGE -> option("--purge", value);
      case BATCH_BALANCE -> option("--balance", value);
      case BATCH_INTO -> option("--into", value);
      case SPLIT_BY -> option("--by", value);
      case BATCH_NAME -> option("--name", value);
      case EXTRACT_LIST -> value.isEmpty() ? "--list" : "layerlift extract --list " + value;
      case EDIT_PLATFORM, EXTRACT_PLATFORM, DIFF_PLATFORM_A, DIFF_PLATFORM_B ->
        option("--platform", value);
      case DIFF_IGNORE -> option("--ignore", value);
      case EXTRACT_LAYER -> option("--layer", value);
      case EXTRACT_DEVICES -> option("--devices", value);
      case REGISTRY_CREDENTIALS, REGISTRY_PLAIN_HTTP, REGISTRY_CA, REGISTRY_CLIENT_CERTIFICATE ->
        option(ofRegistry(setting), value);
    };
  }

  /** A command that makes images into something. */
  private static String writing(Setting setting, String value) {
    return switch (setting) {
      case CONVERT -> "convert " + value + " OUT";
      case SALVAGE -> "convert --salvage " + value + " OUT";
      case BATCH -> "batch " + value + " --into OUT";
      case BATCH_PUSH -> "batch " + value + " --push REGISTRY/ --into RECEIPTS";
      case EDIT -> "edit " + value + " OUT EDIT...";
      case MERGE -> "merge " + value + " OTHERS... OUT";
      case SPLIT -> "split " + value + " --into DIR";
      case PUSH -> "push " + value + " REFERENCE";
      case PUSH_AS -> "push " + value;
      case PUSH_INDEX -> "push --index NAME " + value + " OTHERS...";
      default -> throw new IllegalArgumentException("not a call: " + setting);
    };
  }

  /** A command that shows what is in one archive. */
  private static String reading(Setting setting, String value) {
    return "layerlift "
        + switch (setting) {
          case INSPECT -> "inspect " + value;
          case VERIFY -> "verify " + value;
          case VERIFY_AGAINST -> "verify FILE --against " + value;
          case EXTRACT -> "extract " + value + " --to DIR";
          case DIFF -> "diff " + value + " OTHER";
          case DIFF_WITH -> "diff OTHER " + value;
          default -> throw new IllegalArgumentException("not a call: " + setting);
        };
  }

  private static String ofLimit(Setting setting) {
    return switch (setting) {
      case JSON_BYTES -> "--max-json-size";
      case JSON_DEPTH -> "--max-json-depth";
      case ENTRIES -> "--max-entries";
      case LAYERS -> "--max-layers";
      case LINK_HOPS -> "--max-link-hops";
      case UNPACKED_BYTES -> "--max-unpacked";
      case UNPACK_RATIO -> "--max-ratio";
      case WINDOW_BYTES -> "--max-window";
      default -> throw new IllegalArgumentException("not a limit: " + setting);
    };
  }

  private static String ofRegistry(Setting setting) {
    return switch (setting) {
      case REGISTRY_CREDENTIALS -> "--username";
      case REGISTRY_PLAIN_HTTP -> "--plain-http";
      case REGISTRY_CA -> "--tls-ca";
      case REGISTRY_CLIENT_CERTIFICATE -> "--tls-client-cert";
      default -> throw new IllegalArgumentException("not of a registry: " + setting);
    };
  }

  private static String option(String name, String value) {
    return value.isEmpty() ? name : name + " " + value;
  }
}
