package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the user can do, as text with settings in it as values: so a program with its own options
 * can name those instead.
 */
public record WayOut(List<Part> parts) {
  /** What stands for the input, until it is known how to name that. */
  public static final Pattern INPUT = Pattern.compile("\\bIN\\b");

  /**
   * One piece.
   *
   * @param setting null for plain text
   * @param text the text; or the value that the setting should have, empty if there is none
   */
  public record Part(@Nullable Setting setting, String text) {}

  /** A program's names for settings. */
  @FunctionalInterface
  public interface Terms {
    /**
     * The term for {@code setting}.
     *
     * @param value that it should have; empty if there is none
     */
    String of(Setting setting, String value);
  }

  public WayOut {
    parts = List.copyOf(parts);
  }

  /** Plain text only. */
  public static WayOut of(String words) {
    return new WayOut(List.of(new Part(null, words)));
  }

  /** Text that starts with a setting. */
  public static WayOut of(Setting setting, String words) {
    return new WayOut(List.of(new Part(setting, ""), new Part(null, words)));
  }

  /** The way out for a limit that was exceeded. */
  public static WayOut raise(Setting limit) {
    return of(limit, " raises the limit");
  }

  /** Converting the output of {@code command}. */
  public static WayOut piped(String command) {
    return of(command + " | ").set(Setting.CONVERT, "-");
  }

  /** Appends a setting. */
  public WayOut set(Setting setting) {
    return set(setting, "");
  }

  /** Appends a setting and its value. */
  public WayOut set(Setting setting, String value) {
    return then(new WayOut(List.of(new Part(setting, value))));
  }

  /** Appends text. */
  public WayOut then(String words) {
    return then(of(words));
  }

  /** Appends another way out. */
  public WayOut then(WayOut other) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new WayOut(all);
  }

  /**
   * The same with {@code replacement} in place of the first match of {@code pattern} in each part,
   * names of inner archives apart.
   */
  public WayOut replace(Pattern pattern, String replacement) {
    String literal = Matcher.quoteReplacement(replacement);
    List<Part> all = new ArrayList<>(parts.size());
    for (Part part : parts) {
      all.add(
          part.setting() == Setting.INSIDE
              ? part
              : new Part(part.setting(), pattern.matcher(part.text()).replaceFirst(literal)));
    }
    return new WayOut(all);
  }

  /**
   * The same for a caller that makes another call than a conversion, which would do something else
   * with the archive.
   *
   * @param call to make instead
   */
  public WayOut calling(Setting call) {
    List<Part> all = new ArrayList<>(parts.size());
    boolean other = false;
    for (Part part : parts) {
      if (part.setting() == Setting.CONVERT) {
        all.add(new Part(call, part.text()));
      } else if (part.setting() == Setting.OUTPUT_REPLACE && call == Setting.MERGE) {
        // which may be an archive that was meant to be read
        all.add(new Part(null, "the last one is the new archive; "));
        all.add(part);
      } else if (part.setting() == Setting.BATCH && call == Setting.PUSH) {
        all.add(new Part(Setting.BATCH_PUSH, part.text()));
      } else if (isNameFor(part, all) && call != Setting.EDIT && call != Setting.CONVERT) {
        // other calls give names in another way, or none, and the blank before it is of no use
        // either
        all.remove(all.size() - 1);
      } else {
        all.add(part);
        other |= part.setting() == Setting.BATCH || part.setting() == Setting.SALVAGE;
      }
    }
    return other && call != Setting.CONVERT
        ? new WayOut(all).then(", and use what that writes")
        : new WayOut(all);
  }

  /** Whether {@code part} names the image of the call that comes right before it, after a blank. */
  private static boolean isNameFor(Part part, List<Part> before) {
    return part.setting() == Setting.CONVERT_TAGS
        && before.size() > 1
        && before.get(before.size() - 1).equals(new Part(null, " "))
        && before.get(before.size() - 2).setting() != Setting.CONVERT_SELECT;
  }

  /** The text for callers of the library, on one line and safe to print on a terminal. */
  public String text() {
    return text(Setting::with);
  }

  /** The same, with other names for the settings. */
  public String text(Terms terms) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      Setting setting = part.setting();
      text.append(setting == null ? part.text() : terms.of(setting, part.text()));
    }
    return Printable.text(text.toString());
  }
}
