package io.github.layerlift.edit;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of a command: a JSON array, or text for a shell, as in a Dockerfile. */
final class Words {
  /** Longer than any command line. */
  private static final int MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 16;

  /** No command of a shell starts like this, unlike {@code [ "$A" = b ]}. */
  private static final Pattern MEANT_AS_ARRAY =
      Pattern.compile("(?s)\\[(\"|\\s+\"[^\"]*\"\\s*,).*");

  private Words() {}

  /**
   * The words of a JSON array; null if {@code text} is a command for the shell. Docker takes it for
   * one even if it is a broken array, which then fails when it is run.
   */
  static @Nullable List<String> array(String text) throws LayerliftException {
    if (!text.strip().startsWith("[")) {
      return null;
    }
    JsonReader reader = new JsonReader(new JsonLimits(MAX_BYTES, MAX_DEPTH, MAX_BYTES));
    try {
      List<String> words = new ArrayList<>();
      for (JsonFields item :
          reader.read(text.getBytes(StandardCharsets.UTF_8), "command").items()) {
        words.add(item.text());
      }
      return words;
    } catch (LayerliftException e) {
      if (MEANT_AS_ARRAY.matcher(text.strip()).matches()) {
        throw BadEdit.of(
            "\"" + text + "\" starts like a JSON array of words, but isn't one",
            "such as '[\"/bin/app\",\"-v\"]', with nothing after it");
      }
      return null;
    }
  }

  /** A JSON array that may not be anything else. */
  static Json required(String text, String what) throws LayerliftException {
    List<String> words = array(text);
    if (words == null || words.isEmpty()) {
      throw BadEdit.of(
          what + " \"" + text + "\" is not a JSON array of words",
          "such as '[\"/bin/sh\",\"-c\"]'");
    }
    return Json.Arr.of(words);
  }
}
