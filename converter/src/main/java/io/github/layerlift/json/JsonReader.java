package io.github.layerlift.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Reads one JSON text (RFC 8259). Rejects what readers disagree on: a duplicate key in an object,
 * text after the value, invalid UTF-8, a byte order mark. Counts what it reads, so it is for one
 * archive and one thread.
 */
public final class JsonReader {
  /** A value of one character takes far more memory than its text; so the number of values is limited too. */
  private static final int BYTES_PER_VALUE = 32;

  /** A number of values that is always allowed. */
  private static final int FEW_VALUES = 10_000;

  /** Bytes from which Jackson guesses an encoding. */
  private static final int GUESSED_FROM = 4;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final JsonLimits limits;
  private final JsonFactory factory;
  private long bytesLeft;

  public JsonReader(JsonLimits limits) {
    this.limits = limits;
    this.bytesLeft = limits.totalBytes();
    this.factory = JsonFactory.builder()
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxStringLength(limits.bytes())
            .maxNameLength(limits.bytes())
            .maxNumberLength(limits.bytes())
            .build())
        .build();
  }

  /** The bytes of {@code file}, if it is within the limit. */
  public byte[] bytes(Extent file) throws LayerliftException {
    return file.readAll(limits.bytes(), "this JSON file", Setting.JSON_BYTES);
  }

  public JsonFields read(Extent file) throws LayerliftException {
    return read(bytes(file), file.entry());
  }

  /**
   * Reads {@code bytes}.
   *
   * @param entry the name of the file, for messages
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is not JSON, or exceeds a limit
   */
  public JsonFields read(byte[] bytes, String entry) throws LayerliftException {
    take(bytes.length, entry);
    requireUtf8(bytes, entry);
    try (JsonParser parser = factory.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw fault("the JSON file is empty").in(entry).hint(Fault.INCOMPLETE).exception();
      }
      Json value = new Tree(parser, entry, Math.max(FEW_VALUES, limits.bytes() / BYTES_PER_VALUE))
          .value(first);
      if (parser.nextToken() != null) {
        throw fault("text follows the JSON value").in(entry).mendable().exception();
      }
      return JsonFields.root(value, entry);
    } catch (StreamConstraintsException e) {
      throw Fault.of(
              ErrorCode.JSON_TOO_DEEP,
              "the JSON is nested deeper than " + limits.depth() + " levels")
          .in(entry)
          .hint(WayOut.raise(Setting.JSON_DEPTH))
          .exception(e);
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw syntax(bytes, e).in(entry).exception(e);
    }
  }

  /** A small archive may refer to one big file in many places. */
  private void take(int bytes, String entry) throws LayerliftException {
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      throw Fault.of(
              ErrorCode.JSON_TOO_BIG,
              "the JSON files add up to more than "
                  + limits.totalBytes()
                  + " bytes, each counted as often as it is referred to")
          .in(entry)
          .hint("no tool writes this much; don't trust this archive")
          .exception();
    }
  }

  /** Strict, since Jackson guesses other encodings from zero bytes, and accepts some errors. */
  private static void requireUtf8(byte[] bytes, String entry) throws LayerliftException {
    CharBuffer text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw notUtf8(bytes).in(entry).exception();
    }
    if (text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
      throw fault("the JSON begins with a byte order mark, which no engine accepts")
          .mendable()
          .in(entry)
          .exception();
    }
    for (int i = 0; i < Math.min(text.length(), GUESSED_FROM); i++) {
      if (text.charAt(i) == 0) {
        throw notUtf8(bytes).in(entry).exception();
      }
    }
  }

  /** What is wrong with {@code bytes}: the parser's own words name classes, and lack the place. */
  private static Fault syntax(byte[] bytes, IOException e) {
    if (!(e instanceof JsonProcessingException parse) || parse.getLocation() == null) {
      return fault("this is not valid JSON").mendable();
    }
    if (e instanceof JsonEOFException) {
      return fault("the JSON is truncated after " + bytes.length + " bytes").mendable();
    }
    String place = " at line " + parse.getLocation().getLineNr() + ", column "
        + parse.getLocation().getColumnNr();
    return fault("this is not valid JSON" + place).mendable();
  }

  /** What is wrong with {@code bytes}, which are not UTF-8 text. */
  private static Fault notUtf8(byte[] bytes) {
    return bytes.length > 0 && Arrays.equals(bytes, new byte[bytes.length])
        ? fault("there are zero bytes in place of JSON").hint(Fault.CUT)
        : fault("the JSON is not plain UTF-8").mendable();
  }

  private static Fault fault(String sentence) {
    return Fault.of(ErrorCode.JSON_SYNTAX, sentence);
  }
}
