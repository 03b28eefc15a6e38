package io.github.layerlift.cli.option;

import io.github.layerlift.options.Salvage;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is made of a damaged archive. */
@Under(Heading.READ)
public final class SalvageOption {
  private static final String WHOLE = "whole";

  /** What is taken. */
  enum Way {
    WHOLE,
    RECOMPUTE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--salvage",
      paramLabel = "recompute",
      arity = "0..1",
      fallbackValue = WHOLE,
      preprocessor = Attached.class,
      completionCandidates = Ways.class,
      description = "Of a damaged archive, take the images that are whole. With =recompute, also"
          + " those with wrong layers, under new image IDs.")
  private @Nullable Way way;

  /** For completion. */
  static final class Ways implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("recompute").iterator();
    }
  }

  /** Only what {@code =} joins to the option belongs to it: the next word is the archive. */
  static final class Attached implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own type
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (!"=".equals(info.get("separator"))) {
        words.push(WHOLE);
      }
      return false;
    }
  }

  public Salvage salvage() {
    return way == null ? Salvage.NONE : Salvage.valueOf(way.name());
  }
}
