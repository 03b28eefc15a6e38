package io.github.layerlift.batch;

import io.github.layerlift.bytes.ScratchNames;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Reference;
import io.github.layerlift.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of outputs: {@code {stem}} is the input's name without {@code .tar} or {@code .tar.gz},
 * {@code {name}} the whole name, {@code {path}} its folder relative to the source, {@code {repo}}
 * and {@code {tag}} are those of its first image. Slashes separate folders.
 */
public final class NameTemplate {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern PACKED_TAR = Pattern.compile(
      "(?i)(?<=.)\\.(?:tar(?:\\.(?:gz|bz2|xz|zstd?|lz4|lzma|lzo|lz|z|br|7z|rar|zip))?|tgz|tbz2?|txz|tzst|tlz)$");

  private static final List<String> FIELDS = List.of("stem", "name", "path", "repo", "tag");

  private final String text;

  private NameTemplate(String text) {
    this.text = text;
  }

  /**
   * Reads {@code text}.
   *
   * @throws io.github.layerlift.fault.UsageException if it has unknown fields, or leads out of the folder
   */
  public static NameTemplate parse(String text) throws LayerliftException {
    Matcher matcher = FIELD.matcher(text);
    boolean known = true;
    while (matcher.find()) {
      known &= FIELDS.contains(matcher.group(1));
    }
    String rest = matcher.replaceAll("x");
    if (!known || rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      throw bad(text, "has fields other than {" + String.join("}, {", FIELDS) + "}");
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
    return new NameTemplate(text);
  }

  /** Whether an archive must be read before its output can be named. */
  public boolean needsReference() {
    return text.contains("{repo}") || text.contains("{tag}");
  }

  /**
   * The output's name for {@code input}.
   *
   * @param reference of the first image; null if there is none
   * @throws io.github.layerlift.fault.StorageException if this input's name leads to a name that no
   *     output can have
   */
  String name(Found.Archive input, @Nullable String reference) throws LayerliftException {
    String file = fileName(input);
    Optional<Reference> image = Optional.ofNullable(reference).flatMap(Reference::parse);
    String stem = PACKED_TAR.matcher(file).replaceFirst("");
    Map<String, String> values = Map.of(
        "stem",
        stem,
        "name",
        file,
        "path",
        input.folder(),
        "repo",
        image.map(Reference::familiarName).orElse(stem).replace('/', '_').replace(':', '_'),
        "tag",
        image.map(Reference::tag).orElse("untagged"));
    String name = FIELD
        .matcher(text)
        .replaceAll(field -> Matcher.quoteReplacement(values.getOrDefault(field.group(1), "")));
    return requireInside(input, name);
  }

  /** Whether a file's name has the suffix of a tar archive, packed or not. */
  static boolean isTarName(String name) {
    return PACKED_TAR.matcher(name).find();
  }

  private static String fileName(Found.Archive input) {
    String name = input.name();
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") || last.equals("..") ? "archive" : last;
  }

  private String requireInside(Found.Archive input, String name) throws LayerliftException {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw unfit(input, name);
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    if (last.isEmpty() || isOurs(last) || ScratchNames.isTemporary(last)) {
      throw unfit(input, name);
    }
    return String.join("/", parts);
  }

  private static boolean isOurs(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(Ledger.PREFIX);
  }

  private LayerliftException unfit(Found.Archive input, String name) {
    return Fault.of(
            ErrorCode.TARGET_UNWRITABLE,
            input.path() + " can't be converted to \"" + name + "\", which is what \"" + text
                + "\" makes of its name")
        .hint(WayOut.of("")
            .set(Setting.BATCH_NAME, "'oci-{stem}.tar'")
            .then(" gives it a valid file name"))
        .exception();
  }

  private static LayerliftException bad(String text, String what) {
    return Fault.of(ErrorCode.BAD_OPTION, "the name \"" + text + "\" " + what).exception();
  }
}
