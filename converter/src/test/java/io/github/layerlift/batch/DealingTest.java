package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.ledger.Identity;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DealingTest {
  private static final int MAX_SHARDS = 12;

  private static Found.Archive archive(String name, long size) {
    return new Found.Archive(name, Path.of("x"), false, "", new Identity(size, 0, ""));
  }

  private static List<Found.Archive> archives(List<Long> sizes) {
    return IntStream.range(0, sizes.size())
        .mapToObj(i -> archive("images/" + i + ".tar", sizes.get(i)))
        .toList();
  }

  private static BatchOptions options(int index, int total, boolean balance) {
    return BatchOptions.builder(Path.of("out"))
        .shard(new Shard(index, total))
        .balance(balance)
        .build();
  }

  private static Dealing deal(List<Found.Archive> archives, int index, int total) {
    return Dealing.of(archives, options(index, total, true));
  }

  private static List<Found.Archive> share(List<Found.Archive> archives, int index, int total) {
    Dealing dealing = deal(archives, index, total);
    return archives.stream().filter(dealing::has).toList();
  }

  private static long bytes(List<Found.Archive> archives) {
    return archives.stream().mapToLong(archive -> archive.identity().size()).sum();
  }

  @Property(tries = 300)
  void has_anyArchives_fallToJustOne(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 1L << 40) Long> sizes,
      @ForAll @IntRange(min = 1, max = MAX_SHARDS) int total) {
    List<Found.Archive> archives = archives(sizes);
    List<Found.Archive> dealt = new ArrayList<>();
    for (int i = 1; i <= total; i++) {
      dealt.addAll(share(archives, i, total));
    }
    dealt.sort((one, other) -> archives.indexOf(one) - archives.indexOf(other));
    assertEquals(archives, dealt);
  }

  @Property(tries = 300)
  void has_anyArchives_noShardHasMoreThanMeanAndLargest(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 1L << 40) Long> sizes,
      @ForAll @IntRange(min = 1, max = MAX_SHARDS) int total) {
    List<Found.Archive> archives = archives(sizes);
    long most = bytes(archives) / total + Collections.max(sizes);
    for (int i = 1; i <= total; i++) {
      long bytes = bytes(share(archives, i, total));
      assertTrue(bytes <= most, bytes + " of at most " + most);
    }
  }

  @Property(tries = 200)
  void of_anyOrder_isTheSame(
      @ForAll @Size(max = 40) List<@LongRange(min = 0, max = 5) Long> sizes,
      @ForAll @IntRange(min = 1, max = MAX_SHARDS) int total,
      @ForAll Random random) {
    List<Found.Archive> archives = archives(sizes);
    List<Found.Archive> shuffled = new ArrayList<>(archives);
    Collections.shuffle(shuffled, random);
    assertEquals(deal(archives, 1, total), deal(shuffled, 1, total));
  }

  @Test
  void has_fixedArchives_neverChanges() {
    List<Found.Archive> archives = List.of(
        archive("a", 5), archive("b", 5), archive("c", 9), archive("d", 2), archive("e", 3));
    assertEquals(
        List.of("c", "e"),
        share(archives, 1, 2).stream().map(Found::name).toList(),
        "machines of two versions may share a list");
    assertEquals(
        Optional.of("sha256:704a783acd12f41f0d1093a0cc46d900fde79ec34db7018be886206a49e37455"),
        deal(archives, 1, 2).listing());
  }

  @Test
  void has_moreShardsThanArchives_leavesSomeEmpty() {
    List<Found.Archive> archives = archives(List.of(7L, 8L));
    assertEquals(archives.subList(1, 2), share(archives, 1, 999_999_999));
    assertEquals(archives.subList(0, 1), share(archives, 2, 999_999_999));
    assertEquals(List.of(), share(archives, 3, 999_999_999));
  }

  @Test
  void has_whatIsNoArchive_fallsByName() {
    Found stranger = new Found.Stranger("notes.txt", Path.of("x"), false, new IOException());
    int owners = 0;
    for (int i = 1; i <= 5; i++) {
      assertEquals(new Shard(i, 5).has("notes.txt"), deal(List.of(), i, 5).has(stranger));
      owners += deal(List.of(), i, 5).has(stranger) ? 1 : 0;
    }
    assertEquals(1, owners);
  }

  @Test
  void listing_namesAndSizes_makeIt() {
    Optional<String> one = deal(List.of(archive("a", 1), archive("b", 2)), 1, 3).listing();
    assertEquals(one, deal(List.of(archive("b", 2), archive("a", 1)), 2, 3).listing());
    assertNotEquals(one, deal(List.of(archive("a", 2), archive("b", 1)), 1, 3).listing());
    assertNotEquals(one, deal(List.of(archive("a", 1)), 1, 3).listing());
    assertNotEquals(
        one,
        deal(List.of(archive("a", 1), archive("b", 2), archive("c", 0)), 1, 3).listing());
  }

  @Test
  void of_unbalanced_goesByName() {
    List<Found.Archive> archives = archives(List.of(1L, 2L, 3L, 4L));
    Dealing dealing = Dealing.of(archives, options(2, 3, false));
    for (Found.Archive archive : archives) {
      assertEquals(new Shard(2, 3).has(archive.name()), dealing.has(archive));
    }
    assertEquals(Optional.empty(), dealing.listing());
  }
}
