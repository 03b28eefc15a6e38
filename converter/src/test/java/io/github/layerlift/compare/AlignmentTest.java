package io.github.layerlift.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.algorithm.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
  private static List<Character> list(String letters) {
    return letters.chars().mapToObj(c -> (char) c).collect(Collectors.toList());
  }

  private static <T> List<Change> runs(List<T> a, List<T> b) {
    return Alignment.of(a, b, Objects::equals);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', ''",
    "abc, abc, ''",
    "abc, aXc, 1-2:1-2",
    "abc, ac, 1-2:1-1",
    "ac, abc, 1-1:1-2",
    "'', abc, 0-0:0-3",
    "abcd, aXYd, 1-3:1-3",
    "abcd, bcde, 0-1:0-0 4-4:3-4",
    "abcdef, abXdeY, 2-3:2-3 5-6:5-6",
  })
  void of_twoLists_givesTheRunsThatDiffer(String a, String b, String expected) {
    String found = runs(list(a), list(b)).stream()
        .map(run -> run.startOriginal + "-" + run.endOriginal + ":" + run.startRevised + "-"
            + run.endRevised)
        .collect(Collectors.joining(" "));
    assertEquals(expected, found);
  }

  /** What is not in a run is the same in both, so a list with its runs gives the other list. */
  @Property
  void of_anyLists_givesRunsThatLeadFromOneToTheOther(
      @ForAll @Size(max = 40) List<@CharRange(from = 'a', to = 'd') Character> a,
      @ForAll @Size(max = 40) List<@CharRange(from = 'a', to = 'd') Character> b) {
    List<Character> made = new ArrayList<>();
    int done = 0;
    for (Change run : runs(a, b)) {
      assertTrue(run.startOriginal >= done);
      assertTrue(run.endOriginal > run.startOriginal || run.endRevised > run.startRevised);
      made.addAll(a.subList(done, run.startOriginal));
      assertEquals(run.startRevised, made.size());
      made.addAll(b.subList(run.startRevised, run.endRevised));
      done = run.endOriginal;
    }
    made.addAll(a.subList(done, a.size()));
    assertEquals(b, made);
  }

  @Test
  void of_listsTooLongToSearch_isOneRunInNoTime() {
    List<Integer> a = IntStream.range(0, 1_000_000).boxed().toList();
    List<Integer> b =
        IntStream.range(0, 1_000_000).map(i -> i < 10 ? i : -i).boxed().toList();
    List<Change> runs = assertTimeout(Duration.ofSeconds(10), () -> runs(a, b));
    assertEquals(1, runs.size());
    assertEquals(10, runs.get(0).startOriginal);
  }
}
