package io.github.layerlift.input;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.location.Input;
import io.github.layerlift.text.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the commands in hints work on the actual input. Code that finds a fault writes {@code IN}
 * into its hint, since it doesn't know the user's path, or whether there is one.
 */
public final class InputHints {
  private static final Pattern REDIRECTED = Pattern.compile("( <)? IN\\b");

  /** The names that split, 7-Zip, curl's ranges and people use for the parts of a file. */
  private static final Pattern PART =
      Pattern.compile("(.*\\.)(\\d{2,3}|(?:part|x)?[a-z]{2}|part[-_]?\\d+)");

  /** What a part looks like: the first one like a truncated file, later ones like unknown data. */
  private static final Set<ErrorCode> OF_PARTS = Set.of(
      ErrorCode.COMPRESSION_CORRUPT,
      ErrorCode.TAR_TRUNCATED,
      ErrorCode.TAR_HEADER,
      ErrorCode.NOT_AN_ARCHIVE);

  /** Names that end in two letters without being parts. */
  private static final Set<String> SUFFIXES = Set.of("gz", "xz", "bz", "sh", "py", "md", "so");

  private InputHints() {}

  /** The same fault, with a hint that fits {@code input}, which may be a registry's storage, packed or not. */
  static LayerliftException complete(LayerliftException fault, Input input, boolean storage) {
    if (input instanceof Input.OfPart part) {
      return complete(fault, new Input.OfPath(part.path()), storage);
    }
    Optional<WayOut> wayOut = fault.wayOut();
    boolean folder = input instanceof Input.OfPath file && Files.isDirectory(file.path());
    if (wayOut.isEmpty() || !(folder || storage)) {
      return complete(fault, input);
    }
    WayOut fitting = (storage ? Remedies.STORAGE : Remedies.FOLDER).in(wayOut.get());
    return complete(fitting.equals(wayOut.get()) ? fault : fault.with(fitting), input);
  }

  /** The same fault, with a hint that works on {@code input}. */
  public static LayerliftException complete(LayerliftException fault, Input input) {
    WayOut wayOut = fault.wayOut().orElse(WayOut.of(""));
    boolean namesInput = WayOut.INPUT.matcher(wayOut.text()).find();
    if (!(input instanceof Input.OfPath file)) {
      return namesInput ? fault.with(ofStream(wayOut)) : fault;
    }
    // a file that was recognised as another kind is complete as far as we know
    boolean mayBePart = OF_PARTS.contains(fault.code()) && !namesInput;
    Optional<String> parts = mayBePart ? parts(file.path()) : Optional.empty();
    if (parts.isPresent()) {
      return fault.with(WayOut.piped(
          "its name looks like one part of a split file; join all parts: cat " + parts.get()));
    }
    String path = ShellWord.of(file.path().toString());
    return namesInput ? fault.with(wayOut.replace(WayOut.INPUT, path)) : fault;
  }

  /** Whether a fault may be due to {@code input} being one part of a split file, by its name. */
  static boolean isPart(LayerliftException fault, Input input) {
    return OF_PARTS.contains(fault.code())
        && input instanceof Input.OfPath file
        && parts(file.path()).isPresent();
  }

  /** Input from a pipe is piped again, if the program can read a pipe. */
  private static WayOut ofStream(WayOut wayOut) {
    String words = wayOut.text();
    if (words.contains("< IN") || words.startsWith("head -c")) {
      return wayOut.replace(REDIRECTED, "");
    }
    return words.contains("tar -x")
        ? wayOut.replace(WayOut.INPUT, "-")
        : WayOut.of("write it to a file first; then: ").then(wayOut.replace(WayOut.INPUT, "FILE"));
  }

  /** A glob pattern for all parts of the file, if {@code path} is one of them by its name. */
  private static Optional<String> parts(Path path) {
    Matcher part = PART.matcher(path.toString());
    if (!part.matches() || SUFFIXES.contains(part.group(2))) {
      return Optional.empty();
    }
    String kind = part.group(2).replaceAll("[a-z]{2}$|\\d+$", "");
    return Optional.of(ShellWord.of(part.group(1) + kind) + "*");
  }
}
