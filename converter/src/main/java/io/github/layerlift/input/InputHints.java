package io.github.layerlift.input;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.text.ShellWord;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the commands of hints work on the very input. Whoever finds a fault writes {@code IN} into its
 * hint, since it knows neither the path that the user gave nor whether there is one.
 */
public final class InputHints {
  private static final Pattern IN = Pattern.compile("\\bIN\\b");

  /** The names that split, 7-Zip, curl's ranges and people give to the parts of a file. */
  private static final Pattern PART =
      Pattern.compile("(.*\\.)(\\d{2,3}|(?:part|x)?[a-z]{2}|part[-_]?\\d+)");

  /** What a part looks like: the first one like a file that is cut short, later ones like nothing. */
  private static final Set<ErrorCode> OF_PARTS = Set.of(
      ErrorCode.COMPRESSION_CORRUPT,
      ErrorCode.TAR_TRUNCATED,
      ErrorCode.TAR_HEADER,
      ErrorCode.NOT_AN_ARCHIVE);

  /** Names that end in two letters without being parts. */
  private static final Set<String> SUFFIXES = Set.of("gz", "xz", "bz", "sh", "py", "md", "so");

  private InputHints() {}

  /** The same fault, with a hint that works on {@code input}. */
  public static LayerliftException complete(LayerliftException fault, Input input) {
    String hint = fault.hint().orElse("");
    if (!(input instanceof Input.OfPath file)) {
      return IN.matcher(hint).find() ? fault.withHint(ofStream(hint)) : fault;
    }
    // what is known for another kind of file is whole as far as that goes
    boolean mayBePart = OF_PARTS.contains(fault.code()) && !IN.matcher(hint).find();
    Optional<String> parts = mayBePart ? parts(file.path()) : Optional.empty();
    if (parts.isPresent()) {
      return fault.withHint("by its name it is one part of a split file; join all parts: cat "
          + parts.get() + " | layerlift convert - OUT");
    }
    Matcher in = IN.matcher(hint);
    String path = Matcher.quoteReplacement(ShellWord.of(file.path().toString()));
    return in.find() ? fault.withHint(in.replaceFirst(path)) : fault;
  }

  /** What comes through a pipe goes through the same one again, if the program can read one. */
  private static String ofStream(String hint) {
    if (hint.contains("< IN") || hint.startsWith("head -c")) {
      return hint.replaceFirst("( <)? IN\\b", "");
    }
    return hint.contains("tar -x")
        ? IN.matcher(hint).replaceFirst("-")
        : "write it to a file first; then: " + IN.matcher(hint).replaceFirst("FILE");
  }

  /** A pattern for all parts of the file that {@code path} is one of, by its name. */
  private static Optional<String> parts(Path path) {
    Matcher part = PART.matcher(path.toString());
    if (!part.matches() || SUFFIXES.contains(part.group(2))) {
      return Optional.empty();
    }
    String kind = part.group(2).replaceAll("[a-z]{2}$|\\d+$", "");
    return Optional.of(ShellWord.of(part.group(1) + kind) + "*");
  }
}
