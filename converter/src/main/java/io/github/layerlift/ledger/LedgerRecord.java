package io.github.layerlift.ledger;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a ledger. */
public sealed interface LedgerRecord {
  /** The only version of a line that there is; lines of others are left alone. */
  int VERSION = 1;

  /** The input's name, for people who read the file; it isn't compared. */
  String input();

  Identity identity();

  /** The line, without its end. */
  String line();

  /**
   * An output. The line is written right before the output gets its name, and again, as done, right
   * after: so an output is never unknown.
   *
   * @param output its name in the folder
   * @param options the options that its bytes depend on
   * @param size of the output, in bytes
   * @param modified of the output, nanoseconds since 1970
   * @param warnings how many there were
   * @param reference of the first image; null if there is none
   * @param stamp of the input; null if it has none
   * @param done whether it certainly had its name
   */
  record Output(
      String output,
      String input,
      Identity identity,
      String options,
      long size,
      long modified,
      int warnings,
      @Nullable String reference,
      @Nullable Stamp stamp,
      boolean done)
      implements LedgerRecord {
    /**
     * The same output, found to match.
     *
     * @param now the current identity of the input
     * @param current the current stamp of the input; null if it has none
     * @param time of the output, nanoseconds since 1970
     */
    public Output seenAgain(Identity now, @Nullable Stamp current, long time) {
      return new Output(
          output, input, now, options, size, time, warnings, reference, current, true);
    }

    Output asDone() {
      return seenAgain(identity, stamp, modified);
    }

    boolean isOf(long otherSize, long otherModified) {
      return size == otherSize && modified == otherModified;
    }

    @Override
    public String line() {
      JsonWriter json = start(done ? "done" : "ready", input, identity)
          .field("output", output)
          .field("options", options)
          .field("size", size)
          .field("modified", modified)
          .field("warnings", warnings);
      if (reference != null) {
        json.field("reference", reference);
      }
      if (stamp != null) {
        json.field("inputInode", stamp.inode()).field("inputChanged", stamp.changed());
      }
      return json.endObject().text();
    }
  }

  /**
   * An input that was found not to be an image archive, so that it needn't be unpacked again to
   * find that out.
   *
   * @param options of the run, and the version, that found this: others may be able to read it
   * @param code why, by the name of the error
   * @param sentence why, as text
   */
  record Stranger(String input, Identity identity, String options, String code, String sentence)
      implements LedgerRecord {
    @Override
    public String line() {
      return start("stranger", input, identity)
          .field("options", options)
          .field("code", code)
          .field("sentence", sentence)
          .endObject()
          .text();
    }
  }

  /** Reads a line; empty if it is of another version or kind. */
  static Optional<LedgerRecord> read(JsonFields json) throws LayerliftException {
    if (!json.isObject() || number(json, "v") != VERSION) {
      return Optional.empty();
    }
    String input = json.text("input");
    Identity identity = new Identity(
        number(json, "inputSize"), number(json, "inputModified"), json.text("inputDigest"));
    String state = json.text("state");
    return switch (state) {
      case "ready", "done" ->
        Optional.of(new Output(
            json.text("output"),
            input,
            identity,
            json.text("options"),
            number(json, "size"),
            number(json, "modified"),
            (int) number(json, "warnings"),
            json.field("reference").isPresent() ? json.text("reference") : null,
            json.field("inputInode").isPresent()
                ? new Stamp(number(json, "inputInode"), number(json, "inputChanged"))
                : null,
            state.equals("done")));
      case "stranger" ->
        Optional.of(new Stranger(
            input,
            identity,
            json.field("options").isPresent() ? json.text("options") : "",
            json.text("code"),
            json.text("sentence")));
      default -> Optional.empty();
    };
  }

  private static JsonWriter start(String state, String input, Identity identity) {
    return new JsonWriter()
        .startObject()
        .field("v", VERSION)
        .field("state", state)
        .field("input", input)
        .field("inputSize", identity.size())
        .field("inputModified", identity.modified())
        .field("inputDigest", identity.digest());
  }

  /** Times before 1970 are negative; whatever is not a whole number counts as 0. */
  static long number(JsonFields json, String name) throws LayerliftException {
    Optional<JsonFields> field = json.field(name);
    if (field.isEmpty() || !(field.get().json() instanceof Json.Num number)) {
      return 0;
    }
    try {
      return Long.parseLong(number.text());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
