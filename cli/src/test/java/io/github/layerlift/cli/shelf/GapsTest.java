package io.github.layerlift.cli.shelf;

import static io.github.layerlift.cli.shelf.ReportLines.failed;
import static io.github.layerlift.cli.shelf.ReportLines.listing;
import static io.github.layerlift.cli.shelf.ReportLines.share;
import static io.github.layerlift.cli.shelf.ReportLines.shelf;
import static io.github.layerlift.cli.shelf.ReportLines.skipped;
import static io.github.layerlift.cli.shelf.ReportLines.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapsTest {
  private static final String LINE = failed("a", "bug");

  private static List<String> gaps(String... lines) {
    Shelf shelf = shelf(lines);
    return Gaps.of(shelf.archives(), shelf.runs());
  }

  @Test
  void of_wholeReports_areNone() {
    assertEquals(List.of(), gaps(LINE, summary("1/1", 1)));
    assertEquals(List.of(), gaps(summary("1/1", 0)));
    assertEquals(
        List.of(), gaps(summary("2/2", 0), LINE, summary("1/2", 1), LINE, summary("1/2", 1)));
    assertEquals(List.of(), gaps(LINE, "{\"summary\": {}}"), "an odd one says nothing");
  }

  @Test
  void of_noSummary_mayBeCut() {
    assertEquals(
        List.of("a.jsonl doesn't end with a summary, so it may be cut short"),
        gaps(LINE, summary("1/1", 1), LINE));
  }

  @Test
  void of_lineMissing_saysSo() {
    assertEquals(
        List.of("a.jsonl is about 3 archives, but has 1 line"), gaps(LINE, summary("1/1", 3)));
  }

  @Test
  void of_shardsMissing_namesThem() {
    assertEquals(
        List.of("of 3 shards, one is missing: 2"), gaps(summary("1/3", 0), summary("3/3", 0)));
    assertEquals(
        List.of("of 90 shards, 89 are missing: 1, 2, 4, 5, 6, …"), gaps(summary("3/90", 0)));
  }

  @ParameterizedTest
  @CsvSource({
    "out, 3, ''",
    "/w/out, 3, ''",
    "file:/w/out, 3, ''",
    "out, 2, 'of 3 shards, 2 are missing: 1, 3'",
    "other, 3, 'of 3 shards, 2 are missing: 1, 3'"
  })
  void of_wholeRunBesideAShard_coversAll(String into, int inputs, String gap) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      lines.add(failed("n" + i, "bug"));
    }
    lines.add(share(into, "1/1", inputs, 0));
    lines.add(failed("n1", "bug"));
    lines.add(share("out", "2/3", 1, 2));
    assertEquals(gap.isEmpty() ? List.of() : List.of(gap), gaps(lines.toArray(String[]::new)));
  }

  @Test
  void of_severalArchivesWithOneOutput_saysSo() {
    String moved = skipped("b", 7, 7, 0).replace("out/b", "out/a");
    assertEquals(
        List.of("2 archives have one output, out/a, which holds only one of them, unless the"
            + " batches ran in different folders: a, b"),
        gaps(skipped("a", 5, 5, 0), moved, summary("1/1", 2)));
    String failed =
        failed("b", "bug").replace("\"inputBytes\"", "\"output\": \"out/a\", \"inputBytes\"");
    assertEquals(List.of(), gaps(skipped("a", 5, 5, 0), failed, summary("1/1", 2)));
  }

  @Test
  void of_manySharedOutputs_namesTheFirst() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      lines.add(skipped("a" + i, 5, 5, 0));
      lines.add(skipped("b" + i, 5, 5, 0).replace("out/b", "out/a"));
    }
    lines.add(summary("1/1", 14));
    List<String> gaps = gaps(lines.toArray(String[]::new));
    assertEquals(6, gaps.size());
    assertEquals("2 more outputs are those of several archives", gaps.get(5));
  }

  @Test
  void of_otherListings_saysSo() {
    assertEquals(
        List.of("the 2 shards were dealt from different lists of archives"),
        gaps(listing("1/2", 0, "x"), listing("2/2", 0, "y")));
    assertEquals(
        List.of(),
        gaps(listing("1/2", 0, "x"), listing("2/2", 0, "y"), listing("1/2", 0, "y")),
        "the last run of a shard counts");
  }

  @Test
  void of_oddShard_isTakenForTheWhole() {
    for (String odd : List.of("", "x/y", "0/3", "4/3", "1/2/3")) {
      assertEquals(List.of(), gaps(summary(odd, 0)), odd);
    }
  }
}
