package io.github.layerlift.cli.shelf;

import static io.github.layerlift.cli.shelf.ReportLines.failed;
import static io.github.layerlift.cli.shelf.ReportLines.listing;
import static io.github.layerlift.cli.shelf.ReportLines.shelf;
import static io.github.layerlift.cli.shelf.ReportLines.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final String LINE = failed("a", "bug");

  private static List<String> gaps(String... lines) {
    return Gaps.of(shelf(lines).runs());
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
