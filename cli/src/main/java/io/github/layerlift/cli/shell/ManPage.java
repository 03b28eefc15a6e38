package io.github.layerlift.cli.shell;

import io.github.layerlift.cli.option.OptionGroups;
import io.github.layerlift.cli.option.Synopsis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, in the macros of {@code man(7)}. What {@code --help} prints last, the
 * examples and the exit codes, become sections. Picocli's own generator writes AsciiDoc, which the build
 * would need Asciidoctor for, and knows neither our option headings nor those sections.
 */
final class ManPage {
  private static final String EXAMPLES = "Examples:";
  private static final String EXIT_CODES = "Exit codes: ";

  private final CommandSpec spec;
  private final String version;
  private final String date;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param date as {@code YYYY-MM-DD}
   */
  ManPage(CommandSpec spec, String version, String date) {
    this.spec = spec;
    this.version = version;
    this.date = date;
  }

  /** Such as {@code layerlift-convert}. */
  String name() {
    return spec.qualifiedName("-");
  }

  /** The page as roff. */
  String text() {
    text.setLength(0);
    String[] description = spec.usageMessage().description();
    macro(".TH \"" + name().toUpperCase(Locale.ROOT) + "\" 1 \"" + date + "\" \"layerlift "
        + version + "\" \"Layerlift\"");
    macro(".SH NAME");
    line(name() + " - " + (description.length == 0 ? "" : withoutStop(description[0])));
    synopsis();
    macro(".SH DESCRIPTION");
    paragraphs(description);
    commands();
    arguments();
    footer();
    seeAlso();
    return text.toString();
  }

  private void synopsis() {
    macro(".SH SYNOPSIS");
    macro(".B " + escaped(spec.qualifiedName(" ")));
    line(Synopsis.of(spec));
  }

  private void commands() {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    macro(".SH COMMANDS");
    for (CommandLine command : spec.subcommands().values()) {
      CommandSpec one = command.getCommandSpec();
      macro(".TP");
      macro(".B " + escaped(one.name()));
      line(first(one.usageMessage().description()));
    }
  }

  private void arguments() {
    if (!spec.positionalParameters().isEmpty()) {
      macro(".SH ARGUMENTS");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      macro(".TP");
      macro(".I " + escaped(parameter.paramLabel()));
      line(String.join(" ", parameter.description()));
    }
    macro(".SH OPTIONS");
    OptionGroups.of(spec).forEach((heading, options) -> {
      macro(".SS \"" + escaped(heading.text()) + "\"");
      options.forEach(this::option);
    });
  }

  private void option(OptionSpec option) {
    macro(".TP");
    String value = "\\fI" + escaped(option.paramLabel()) + "\\fR";
    String label = option.arity().min() > 0 ? " " + value : "[=" + value + "]";
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      names.add("\\fB" + escaped(name) + "\\fR");
    }
    macro(String.join(", ", names) + (option.arity().max() > 0 ? label : ""));
    line(String.join(" ", option.description()));
  }

  private void footer() {
    boolean examples = false;
    List<String> codes = new ArrayList<>();
    for (String line : spec.usageMessage().footer()) {
      if (line.equals(EXAMPLES)) {
        macro(".SH EXAMPLES");
        macro(".nf");
        examples = true;
      } else if (examples && line.isEmpty()) {
        macro(".fi");
        examples = false;
      } else if (examples) {
        line(line.strip());
      } else if (!line.isEmpty()) {
        codes.add(line);
      }
    }
    if (!codes.isEmpty()) {
      macro(".SH \"EXIT STATUS\"");
      line(String.join(" ", codes).replace(EXIT_CODES, ""));
    }
  }

  private void seeAlso() {
    List<String> pages = new ArrayList<>();
    CommandSpec root = spec.root();
    if (root != spec) {
      pages.add("\\fB" + escaped(root.name()) + "\\fR(1)");
    }
    for (CommandLine command : root.subcommands().values()) {
      if (command.getCommandSpec() != spec) {
        pages.add("\\fB" + escaped(command.getCommandSpec().qualifiedName("-")) + "\\fR(1)");
      }
    }
    macro(".SH \"SEE ALSO\"");
    macro(String.join(",\n", pages));
  }

  private void paragraphs(String[] lines) {
    for (String line : lines) {
      if (line.isEmpty()) {
        macro(".PP");
      } else {
        line(line);
      }
    }
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /** Text that must not be read as a macro. */
  private void line(String plain) {
    String safe = escaped(plain);
    text.append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" : "")
        .append(safe)
        .append('\n');
  }

  private void macro(String line) {
    text.append(line).append('\n');
  }

  private static String escaped(String plain) {
    return plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
  }
}
