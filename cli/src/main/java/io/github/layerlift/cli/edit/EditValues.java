package io.github.layerlift.cli.edit;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import io.github.layerlift.options.Edit;
import io.github.layerlift.text.ByteNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the values of options that are more than a text. */
final class EditValues {
  private EditValues() {}

  static Edit rename(String value) {
    int equals = value.indexOf('=');
    require(equals > 0 && equals < value.length() - 1, "--rename takes OLD=NEW", value);
    return new Edit.Retag(value.substring(0, equals), value.substring(equals + 1));
  }

  static Edit.Add add(String value) {
    return add(value, false);
  }

  static Edit.Add addTar(String value) {
    return add(value, true);
  }

  /** The path in the image is absolute, so that a file's name may have an equals sign. */
  private static Edit.Add add(String value, boolean unpack) {
    int equals = value.lastIndexOf("=/");
    require(equals > 0, (unpack ? "--add-tar" : "--add") + " takes SRC=/PATH", value);
    return new Edit.Add(
        ByteNames.path(value.substring(0, equals)),
        value.substring(equals + 1),
        unpack,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  static Edit squashFrom(String value) {
    Integer number = Ints.tryParse(value);
    if (number == null) {
      throw wrong("--squash-from takes a number", value);
    }
    return new Edit.Squash(number);
  }

  static Edit clampTimes(String value) {
    return new Edit.ClampTimes(time("--clamp-times", value));
  }

  /** A time as RFC 3339 or in seconds since 1970. */
  static Instant time(String option, String value) {
    Long seconds = Longs.tryParse(value);
    try {
      return seconds == null
          ? OffsetDateTime.parse(value).toInstant()
          : Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option + " takes a time from 1970 to 2242, such as 2016-05-23T10:00:00Z, or in seconds"
              + " since 1970, and not '" + value + "'",
          e);
    }
  }

  /** Permissions in octal digits. */
  static int mode(String value) {
    require(value.matches("[0-7]{3,4}"), "--chmod takes permissions such as 644 or 0755", value);
    return Integer.parseInt(value, 8);
  }

  private static void require(boolean valid, String takes, String value) {
    if (!valid) {
      throw wrong(takes, value);
    }
  }

  private static IllegalArgumentException wrong(String takes, String value) {
    return new IllegalArgumentException(takes + ", and not '" + value + "'");
  }
}
