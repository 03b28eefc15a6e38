package io.github.layerlift.it.oracle;

import java.util.List;
import java.util.Random;

/** Writes times in every way that Docker's Go can read. */
final class FuzzTime {
  private final Random random;
  private final boolean strict;

  /**
   * @param strict whether times are to be as RFC 3339 has them, and not as older Go takes them too
   */
  FuzzTime(Random random, boolean strict) {
    this.random = random;
    this.strict = strict;
  }

  String next() {
    String hour = chance(15) && !strict ? Integer.toString(random.nextInt(10)) : two(24);
    String day = "%04d-%s-%s".formatted(year(), twoFromOne(12), twoFromOne(28));
    return day + "T" + hour + ":" + two(60) + ":" + two(60) + fraction() + zone();
  }

  private int year() {
    return chance(10) ? one(List.of(0, 1, 9999, 1969)) : 2013 + random.nextInt(3);
  }

  private String fraction() {
    int digits = random.nextInt(13);
    String fraction = random
        .ints(digits, 0, chance(3) ? 2 : 10)
        .mapToObj(Integer::toString)
        .reduce("", String::concat);
    return digits == 0 ? "" : (chance(20) && !strict ? "," : ".") + fraction;
  }

  private String zone() {
    return chance(3)
        ? one(List.of("+", "-")) + two(24) + ":"
            + one(List.of("00", "30", "45", "59", strict ? "15" : "60"))
        : one(List.of("Z", "Z", "+00:00", "-00:00"));
  }

  private String two(int bound) {
    return "%02d".formatted(random.nextInt(bound));
  }

  private String twoFromOne(int bound) {
    return "%02d".formatted(1 + random.nextInt(bound));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
