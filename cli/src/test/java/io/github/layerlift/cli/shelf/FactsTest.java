package io.github.layerlift.cli.shelf;

import static io.github.layerlift.cli.shelf.ReportLines.converted;
import static io.github.layerlift.cli.shelf.ReportLines.facts;
import static io.github.layerlift.cli.shelf.ReportLines.failed;
import static io.github.layerlift.cli.shelf.ReportLines.ignored;
import static io.github.layerlift.cli.shelf.ReportLines.skipped;
import static io.github.layerlift.cli.shelf.ReportLines.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
  private static final String DAY = "2016-02-04T12:00:00Z";

  @Test
  void of_allKinds_countsThem() {
    Facts facts = facts(
        converted("a", DAY, List.of("x:10")),
        failed("b", "layer-missing"),
        ignored("c"),
        skipped("d", 1, 2, 0),
        summary("1/1", 4));
    assertEquals("2 of 3 archives are converted", facts.headline());
    assertEquals("4 inputs · into out", facts.subtitle());
    assertEquals("4 inputs: 1 failed, 1 converted, 1 up to date, 1 left alone", facts.summary());
    assertEquals(List.of(), facts.gaps());
  }

  @ParameterizedTest
  @CsvSource({
    "'',No archives of images",
    "i,No archives of images",
    "c,The archive is converted",
    "cs,All 2 archives are converted",
    "cf,1 of 2 archives is converted",
    "ff,0 of 2 archives are converted"
  })
  void headline_any_isASentence(String statuses, String expected) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < statuses.length(); i++) {
      String name = "n" + i;
      lines.add(
          switch (statuses.charAt(i)) {
            case 'c' -> converted(name, DAY, List.of());
            case 's' -> skipped(name, 1, 1, 0);
            case 'f' -> failed(name, "bug");
            default -> ignored(name);
          });
    }
    lines.add(summary("1/1", statuses.length()));
    assertEquals(expected, facts(lines.toArray(String[]::new)).headline());
  }

  @ParameterizedTest
  @CsvSource({"1,1 archive is converted", "2,2 archives are converted"})
  void headline_shardMissing_doesntSayAll(int archives, String expected) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < archives; i++) {
      lines.add(converted("n" + i, DAY, List.of()));
    }
    lines.add(summary("1/2", archives));
    assertEquals(expected, facts(lines.toArray(String[]::new)).headline());
  }

  @Test
  void sizes_someUnknown_countsThoseWithBoth() {
    Facts facts =
        facts(converted("a", DAY, List.of()), skipped("b", 50, 60, 0), failed("c", "bug"));
    assertEquals(new SizeFigures(2, 1050, 960), facts.sizes());
    assertEquals("91.43%", facts.sizes().afterBar().width());
    assertEquals("100.00%", facts.sizes().beforeBar().width());
  }

  @Test
  void layers_shared_saveAllCopiesButOne() {
    Facts facts = facts(
        converted("b", DAY, List.of("base:100", "one:10", "base:100")),
        converted("a", DAY, List.of("base:100", "two:200")),
        converted("c", DAY, List.of("base:100")),
        skipped("d", 1, 1, 0));
    LayerFigures layers = facts.layers();
    assertEquals(3, layers.distinct());
    assertEquals(310, layers.distinctBytes());
    assertEquals(510, layers.storedBytes(), "an archive stores a layer once");
    assertEquals(200, layers.saved());
    assertEquals(
        List.of("two", "base", "one"),
        layers.largest().stream().map(use -> use.layer().digest()).toList());
    assertEquals(List.of(new LayerFigures.Use(new Layer("base", 100), 3, "a")), layers.shared());
    assertEquals(3, facts.covered());
    assertEquals(4, facts.good());
  }

  @Test
  void layers_foreign_areStoredNowhere() {
    String line = converted("a", DAY, List.of("x:10"))
        .replace("application/tar", "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
    assertEquals(0, facts(line).layers().distinct());
  }

  @Test
  void layers_many_listsTheFirst() {
    List<String> layers =
        Stream.iterate(1, i -> i + 1).limit(40).map(i -> "l" + i + ":" + i).toList();
    Facts facts = facts(converted("a", DAY, layers), converted("b", DAY, layers));
    assertEquals(15, facts.layers().largest().size());
    assertEquals("l40", facts.layers().largest().get(0).layer().digest());
    assertEquals(15, facts.layers().shared().size());
  }

  @Test
  void groups_byCode_haveTheMostFrequentFirst() {
    Facts facts = facts(
        failed("a", "tar-header"),
        failed("b", "layer-missing"),
        failed("c", "layer-missing"),
        converted("d", DAY, List.of(), "no-platform", "no-platform", "ref-name"));
    Group first = facts.errors().get(0);
    assertEquals("layer-missing", first.code());
    assertEquals(2, first.archives());
    assertEquals(
        List.of("b", "c"), first.cases().stream().map(Group.Case::input).toList());
    assertEquals(
        new Group.Case("b", new Problem("layer-missing", "b is bad", "save it again")),
        first.example());
    assertTrue(first.isOneHint());
    assertTrue(first.docs().endsWith("/blob/main/docs/errors.md#layer-missing"), first.docs());
    assertEquals("tar-header", facts.errors().get(1).code());
    assertEquals(1, facts.warnings().get(0).archives(), "archives, not warnings");
    assertTrue(facts.warnings().get(1).docs().endsWith("warnings.md#ref-name"));
  }

  @Test
  void groups_differentHints_haveAnExampleAndOneEach() {
    Group group = facts(
            failed("a", "bug").replace("save it again", ""),
            failed("b", "bug"),
            failed("c", "bug").replace("save it again", "take the other"))
        .errors()
        .get(0);
    assertFalse(group.isOneHint());
    assertEquals("b", group.example().input(), "the first with a hint");
    assertEquals(
        List.of("", "save it again", "take the other"),
        group.cases().stream().map(Group.Case::hint).toList());
  }

  @Test
  void groups_many_nameTheFirst() {
    String[] lines = Stream.iterate(10, i -> i + 1)
        .limit(30)
        .map(i -> failed("n" + i, "bug"))
        .toArray(String[]::new);
    Group group = facts(lines).errors().get(0);
    assertEquals(8, group.cases().size());
    assertEquals(22, group.others());
    assertEquals("", group.docs(), "no page explains it");
  }

  @Test
  void warnedEarlier_noReportHasTheText_isCounted() {
    assertEquals(1, facts(skipped("a", 1, 1, 3), skipped("b", 1, 1, 0)).warnedEarlier());
  }
}
