package io.github.layerlift.cli.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.cli.page.Bar;
import io.github.layerlift.cli.shelf.Archive.Contents;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YearsTest {
  private static Contents of(String kind, String day) {
    return new Contents(kind, 1, day, List.of(), 0, List.of());
  }

  private static List<String> years(String... days) {
    return Years.of(Stream.of(days).map(day -> of("v1", day)).toList()).rows().stream()
        .map(row -> row.year() + "=" + row.total())
        .toList();
  }

  @Test
  void of_gap_hasEmptyYears() {
    assertEquals(
        List.of("2014=1", "2015=0", "2016=2"), years("2016-01-01", "2014-05-05", "2016-12-31"));
  }

  @Test
  void of_placeholders_areUndatedAndLast() {
    assertEquals(
        List.of("2020=1", "no date=4"),
        years("", "1970-01-01", "0001-01-01", "2020-02-02", "-0500-01-01"));
  }

  @Test
  void of_farYears_leavesTheYearsBetweenOut() {
    assertEquals(List.of("2016=1", "9999=1"), years("9999-01-01", "2016-01-01"));
    assertEquals(List.of("no date=1"), years("+12345-01-01"));
  }

  @Test
  void of_kinds_stacksThoseThatOccur() {
    Years years = Years.of(List.of(
        of("oci-layout", "2020-01-01"),
        of("v1", "2020-01-01"),
        of("v1, docker-archive", "2020-01-01"),
        of("v1", "2021-01-01")));
    assertEquals(List.of("before Docker 1.10", "OCI layout", "several kinds"), years.kinds());
    Years.Row row = years.rows().get(0);
    assertEquals(List.of(1, 1, 1), row.counts());
    assertEquals(new Bar(2, 2 / 3.0, 1 / 3.0), row.bars().get(2));
    assertEquals("33.33%", years.rows().get(1).bars().get(0).width());
    assertEquals("0.00%", years.rows().get(1).bars().get(0).x());
  }

  @Test
  void of_nothing_hasNoRows() {
    assertEquals(new Years(List.of(), List.of()), Years.of(List.of()));
  }
}
