package io.github.layerlift.cli.shelf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Archives with the same error or warning.
 *
 * @param docs the address of the documentation of its code; empty if there is none
 * @param example the first one
 * @param archives how many there are
 * @param inputs the first few
 */
record Group(String code, String docs, Problem example, int archives, List<String> inputs) {
  private static final int MAX_NAMED = 8;

  Group {
    inputs = List.copyOf(inputs);
  }

  /** The archives of which {@code problems} has any, by code: the most frequent first. */
  static List<Group> of(
      List<Archive> archives, Function<Archive, ? extends Collection<Problem>> problems) {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    Map<String, Problem> examples = new LinkedHashMap<>();
    for (Archive archive : archives) {
      LinkedHashSet<String> codes = new LinkedHashSet<>();
      for (Problem problem : problems.apply(archive)) {
        examples.putIfAbsent(problem.code(), problem);
        codes.add(problem.code());
      }
      codes.forEach(
          code -> inputs.computeIfAbsent(code, any -> new ArrayList<>()).add(archive.input()));
    }
    List<Group> groups = new ArrayList<>();
    examples.forEach(
        (code, example) -> groups.add(of(example, inputs.getOrDefault(code, List.of()))));
    groups.sort(Comparator.comparing(Group::archives).reversed().thenComparing(Group::code));
    return List.copyOf(groups);
  }

  private static Group of(Problem example, List<String> inputs) {
    return new Group(
        example.code(),
        Docs.of(example.code()),
        example,
        inputs.size(),
        inputs.subList(0, Math.min(MAX_NAMED, inputs.size())));
  }

  /** How many are not in {@link #inputs}. */
  int others() {
    return archives - inputs.size();
  }
}
