package io.github.layerlift.cli.shelf;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One report: the lines of one run of a batch.
 *
 * @param source what has the report, for messages
 * @param lines how many archives have a line
 * @param summary the last line; empty if there is none
 */
record Run(String source, int lines, Optional<Summary> summary) {
  /**
   * What a report says of itself.
   *
   * @param into the folder of the outputs
   * @param push where images were pushed to; empty if nowhere
   * @param shard which share of the archives it is about, from 1
   * @param shards how many shares there are
   * @param listing the list that the shares were dealt from; empty if they weren't
   * @param inputs how many archives it is about; {@link Archive#UNKNOWN} if it doesn't say
   * @param others how many archives the other shares are about
   */
  record Summary(
      String into, String push, int shard, int shards, String listing, long inputs, int others) {
    static Summary of(ReportLine line) {
      List<Integer> shard = Splitter.on('/')
          .splitToStream(line.raw("shard"))
          .flatMap(part -> Stream.ofNullable(Ints.tryParse(part)))
          .toList();
      boolean isShare = shard.size() == 2 && shard.get(0) >= 1 && shard.get(0) <= shard.get(1);
      return new Summary(
          line.name("into"),
          line.text("push"),
          isShare ? shard.get(0) : 1,
          isShare ? shard.get(1) : 1,
          line.raw("listing"),
          line.bytes("inputs"),
          line.count("archivesInOtherShards"));
    }

    /**
     * Whether this run was about all that {@code share} is a share of. A run of a few archives, into the
     * same folder, was not.
     */
    boolean covers(Summary share) {
      return shards == 1
          && Spelling.canBeSame(into, share.into)
          && inputs >= share.inputs + share.others;
    }
  }

  /** Whether it has a line for each archive, as far as it says. */
  boolean isWhole() {
    return summary
        .filter(each -> each.inputs == Archive.UNKNOWN || each.inputs == lines)
        .isPresent();
  }
}
