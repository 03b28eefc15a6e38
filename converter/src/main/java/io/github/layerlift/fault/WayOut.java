package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What helps, in words between which settings stand as values: so a program that has options of its
 * own can name those in their place.
 */
public record WayOut(List<Part> parts) {
  /**
   * One piece.
   *
   * @param setting null for words
   * @param text the words; or the value that the setting should have, empty if none is meant
   */
  public record Part(@Nullable Setting setting, String text) {}

  /** What a program calls a setting. */
  @FunctionalInterface
  public interface Terms {
    /**
     * The term for {@code setting}.
     *
     * @param value that it should have; empty if none is meant
     */
    String of(Setting setting, String value);
  }

  public WayOut {
    parts = List.copyOf(parts);
  }

  /** Words alone. */
  public static WayOut of(String words) {
    return new WayOut(List.of(new Part(null, words)));
  }

  /** Words that start with a setting. */
  public static WayOut of(Setting setting, String words) {
    return new WayOut(List.of(new Part(setting, ""), new Part(null, words)));
  }

  /** The one for a limit that was reached. */
  public static WayOut raise(Setting limit) {
    return of(limit, " raises the limit");
  }

  /** To convert what {@code command} writes. */
  public static WayOut piped(String command) {
    return of(command + " | ").set(Setting.CONVERT, "-");
  }

  /** Goes on with a setting. */
  public WayOut set(Setting setting) {
    return set(setting, "");
  }

  /** Goes on with a setting and its value. */
  public WayOut set(Setting setting, String value) {
    return then(new WayOut(List.of(new Part(setting, value))));
  }

  /** Goes on with words. */
  public WayOut then(String words) {
    return then(of(words));
  }

  /** Goes on with another one. */
  public WayOut then(WayOut other) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new WayOut(all);
  }

  /** The same with {@code replacement} where {@code pattern} is found first. */
  public WayOut replaceFirst(Pattern pattern, String replacement) {
    List<Part> all = new ArrayList<>(parts);
    for (int i = 0; i < all.size(); i++) {
      Matcher matcher = pattern.matcher(all.get(i).text());
      if (matcher.find()) {
        String replaced = matcher.replaceFirst(Matcher.quoteReplacement(replacement));
        all.set(i, new Part(all.get(i).setting(), replaced));
        break;
      }
    }
    return new WayOut(all);
  }

  /** For who calls the library, on one line and safe to print on a terminal. */
  public String text() {
    return text(Setting::with);
  }

  /** The same, for who knows the settings by other names. */
  public String text(Terms terms) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      Setting setting = part.setting();
      text.append(setting == null ? part.text() : terms.of(setting, part.text()));
    }
    return Printable.text(text.toString());
  }
}
