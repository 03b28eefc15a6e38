package io.github.layerlift.fault;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Collects the warnings of one conversion, each once, in the order in which they were found. Stops
 * collecting after 1,000, so that a malicious archive can't fill the memory. Not thread-safe.
 */
public final class Warnings {
  private static final int MAX_WARNINGS = 1_000;

  private final Set<Warning> all = new LinkedHashSet<>();
  private final Set<String> names = new TreeSet<>();

  public void add(Warning.Code code, String sentence) {
    add(new Warning(code, sentence, null));
  }

  public void add(Warning.Code code, String sentence, WayOut wayOut) {
    add(new Warning(code, sentence, wayOut));
  }

  public void add(Warning warning) {
    if (all.size() < MAX_WARNINGS) {
      all.add(warning);
    }
  }

  /** Notes a name that an image doesn't get, since no engine accepts it; the warning of it is apart. */
  public void leaveOut(String name) {
    names.add(name);
  }

  /** The names that were left out, sorted. */
  public List<String> namesLeftOut() {
    return List.copyOf(names);
  }

  /** Removes the warnings with one of {@code codes}, since they no longer apply. */
  public void forget(Set<WarningCode> codes) {
    all.removeIf(warning -> codes.contains(warning.code()));
  }

  /** Replaces what can be done about each. */
  public void reword(UnaryOperator<WayOut> words) {
    List<Warning> before = list();
    all.clear();
    for (Warning each : before) {
      WayOut wayOut = each.wayOut();
      all.add(
          wayOut == null ? each : new Warning(each.code(), each.sentence(), words.apply(wayOut)));
    }
  }

  public List<Warning> list() {
    return List.copyOf(new ArrayList<>(all));
  }
}
