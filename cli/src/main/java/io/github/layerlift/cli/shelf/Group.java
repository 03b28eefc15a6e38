package io.github.layerlift.cli.shelf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Archives with the same error or warning.
 *
 * @param docs the address of the documentation of its code; empty if there is none
 * @param example the first one; the first with a hint if any has one
 * @param isOneHint whether what helps is the same for all
 * @param archives how many there are
 * @param cases the first few
 */
record Group(
    String code, String docs, Case example, boolean isOneHint, int archives, List<Case> cases) {
  private static final int MAX_NAMED = 8;

  /** An archive with its error or warning: with the first of the code if there are several. */
  record Case(String input, Problem problem) {
    String hint() {
      return problem.hint();
    }
  }

  Group {
    cases = List.copyOf(cases);
  }

  /** The archives of which {@code problems} has any, by code: the most frequent first. */
  static List<Group> of(
      List<Archive> archives, Function<Archive, ? extends Collection<Problem>> problems) {
    Map<String, List<Case>> cases = new LinkedHashMap<>();
    for (Archive archive : archives) {
      Map<String, Problem> firsts = new LinkedHashMap<>();
      problems.apply(archive).forEach(problem -> firsts.putIfAbsent(problem.code(), problem));
      firsts.forEach((code, problem) -> cases
          .computeIfAbsent(code, any -> new ArrayList<>())
          .add(new Case(archive.input(), problem)));
    }
    return cases.entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Group::archives).reversed().thenComparing(Group::code))
        .toList();
  }

  private static Group of(String code, List<Case> cases) {
    return new Group(
        code,
        Docs.of(code),
        cases.stream().filter(each -> !each.hint().isEmpty()).findFirst().orElse(cases.get(0)),
        cases.stream().map(Case::hint).distinct().count() == 1,
        cases.size(),
        cases.subList(0, Math.min(MAX_NAMED, cases.size())));
  }

  /** How many are not in {@link #cases}. */
  int others() {
    return archives - cases.size();
  }
}
