package io.github.layerlift.cli.option;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.options.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which images of an archive are taken. */
@Under(Heading.TAKE)
public final class SelectOption {
  /** What can only be an archive, and no image's name. */
  private static final Pattern ARCHIVE = Pattern.compile(
      "(-|[./~][^:]*|.*?\\.(?:tar|tgz|tbz2?|txz|tzst)(?:\\.\\w+)?):.", Pattern.CASE_INSENSITIVE);

  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description = "Take only this image; 12 digits of its ID will do, and in names * for any"
          + " characters but / and :. Can be repeated.")
  private List<String> select = new ArrayList<>();

  /** The changes to the images: which are taken, and then {@code others}. */
  public List<Change> changes(List<? extends Change> others) {
    List<Change> changes = new ArrayList<>();
    if (!select.isEmpty()) {
      changes.add(new Change.Select(select));
    }
    changes.addAll(others);
    return changes;
  }

  /**
   * The changes to the images of several archives: which are taken, where {@code IN:NAME} means one
   * of {@code inputs}, and then {@code others}.
   */
  public List<Change> changes(
      @Nullable CommandSpec spec,
      Console console,
      List<String> inputs,
      List<? extends Change> others) {
    List<String> ofAny = new ArrayList<>();
    Map<String, List<String>> from = new LinkedHashMap<>();
    for (String each : select) {
      Optional<String> input = inputs.stream()
          .filter(in -> each.startsWith(in + ":") && each.length() > in.length() + 1)
          .max(Comparator.comparingInt(String::length));
      if (input.isPresent()) {
        from.computeIfAbsent(console.input(input.get()).name(), any -> new ArrayList<>())
            .add(each.substring(input.get().length() + 1));
      } else {
        Matcher archive = ARCHIVE.matcher(each);
        WrongUse.refuse(
            spec,
            archive.lookingAt(),
            "--select " + each + ": the archive is none of " + String.join(", ", inputs));
        ofAny.add(each);
      }
    }
    List<Change> changes = new ArrayList<>();
    if (!select.isEmpty()) {
      changes.add(new Change.Select(ofAny, from));
    }
    changes.addAll(others);
    return changes;
  }
}
