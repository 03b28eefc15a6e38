package io.github.layerlift.naming;

import io.github.layerlift.bytes.ScratchNames;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Reference;
import io.github.layerlift.ledger.Ledger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with fields in braces, which makes the names of files in a folder. Slashes separate folders. */
public final class Template {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern PACKED_TAR = Pattern.compile(
      "(?i)(?<=.)\\.(?:tar(?:\\.(?:gz|bz2|xz|zstd?|lz4|lzma|lzo|lz|z|br|7z|rar|zip))?|tgz|tbz2?|txz|tzst|tlz)$");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  /**
   * Reads {@code text}.
   *
   * @param fields that it may have, without their braces
   * @throws io.github.layerlift.fault.UsageException if it has others, or leads out of the folder
   */
  public static Template parse(String text, List<String> fields) throws LayerliftException {
    Matcher matcher = FIELD.matcher(text);
    boolean known = true;
    while (matcher.find()) {
      known &= fields.contains(matcher.group(1));
    }
    String rest = matcher.replaceAll("x");
    if (!known || rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      throw bad(text, "has fields other than {" + String.join("}, {", fields) + "}");
    }
    if (rest.isEmpty() || rest.startsWith("/") || rest.endsWith("/")) {
      throw bad(text, "is not the name of a file in the output folder");
    }
    if (List.of(rest.split("/", -1)).contains("..")) {
      throw bad(text, "leaves the output folder");
    }
    if (isOurs(rest.substring(rest.lastIndexOf('/') + 1))) {
      throw bad(text, "clashes with the names of the ledger's files");
    }
    return new Template(text);
  }

  /** Whether it has {@code field}. */
  public boolean has(String field) {
    return text.contains("{" + field + "}");
  }

  /** The text with {@code values} in the places of its fields. */
  public String filled(Map<String, String> values) {
    return FIELD
        .matcher(text)
        .replaceAll(field -> Matcher.quoteReplacement(values.getOrDefault(field.group(1), "")));
  }

  /** A name that was {@link #filled}, without what makes no difference; empty if no output can have it. */
  public static Optional<String> fit(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    return last.isEmpty() || isOurs(last) || ScratchNames.isTemporary(last)
        ? Optional.empty()
        : Optional.of(String.join("/", parts));
  }

  /** Equal for names that some file systems take for one. */
  public static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Whether a file's name has the suffix of a tar archive, packed or not. */
  public static boolean isTarName(String name) {
    return PACKED_TAR.matcher(name).find();
  }

  /** A file's name without the suffix of a tar archive. */
  public static String stem(String name) {
    return PACKED_TAR.matcher(name).replaceFirst("");
  }

  /** An image's name without its tag, as a part of a file's name. */
  public static String repo(Reference name) {
    return name.familiarName().replace('/', '_').replace(':', '_');
  }

  /** An image's name with its tag, as a part of a file's name. */
  public static String image(Reference name) {
    return repo(name) + "_" + name.tag();
  }

  /** The last part of a path, or what stands for it. */
  public static String fileName(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") || last.equals("..") ? "archive" : last;
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isOurs(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(Ledger.PREFIX);
  }

  private static LayerliftException bad(String text, String what) {
    return Fault.of(ErrorCode.BAD_OPTION, "the name \"" + text + "\" " + what).exception();
  }
}
