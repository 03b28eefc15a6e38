package io.github.layerlift.cli.option;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command under their headings. Picocli's own groups would also change how options are
 * parsed, and print a heading once for each mixin.
 */
public final class OptionGroups implements IHelpSectionRenderer {
  /** In the order of the headings; below one, in that of the declarations. */
  public static Map<Heading, List<OptionSpec>> of(CommandSpec spec) {
    Map<Heading, List<OptionSpec>> groups = new EnumMap<>(Heading.class);
    for (OptionSpec option : spec.options()) {
      groups.computeIfAbsent(heading(option), any -> new ArrayList<>()).add(option);
    }
    return groups;
  }

  /** An option that isn't a field, and knows its heading. */
  public interface Headed {
    Heading heading();
  }

  private static Heading heading(OptionSpec option) {
    if (option.userObject() instanceof Headed headed) {
      return headed.heading();
    }
    if (option.userObject() instanceof Field field) {
      return Stream.of(field, field.getDeclaringClass())
          .filter(place -> place.isAnnotationPresent(Under.class))
          .map(place -> place.getAnnotation(Under.class).value())
          .findFirst()
          .orElse(Heading.GENERAL);
    }
    return Heading.GENERAL;
  }

  @Override
  public String render(Help help) {
    CommandSpec spec = help.commandSpec();
    StringBuilder text = new StringBuilder();
    of(spec).forEach((heading, options) -> {
      // measured with all options, so that descriptions are aligned
      Help.Layout layout =
          help.createDefaultLayout(spec.options(), spec.positionalParameters(), help.colorScheme());
      layout.addOptions(options, help.createDefaultParamLabelRenderer());
      String title = spec.parent() == null ? "" : String.format("%n%s:%n", heading.text());
      text.append(title).append(layout);
    });
    return text.toString();
  }
}
