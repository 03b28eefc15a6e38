package io.github.layerlift.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.image.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several shares of a batch. Which share an input belongs to depends only on its name, unless
 * {@link BatchOptions#balance} is set, so that machines can share a list without talking to each
 * other, and a new input doesn't move any other.
 *
 * @param index from 1 to {@code total}
 * @param total how many shares there are, at least 1
 */
public record Shard(int index, int total) {
  /** The whole batch. */
  public static final Shard ALL = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

  /** As many digits of a digest as fit into a long. */
  private static final int DIGITS = 15;

  public Shard {
    if (total < 1 || index < 1 || index > total) {
      throw new IllegalArgumentException("there is no shard " + index + " of " + total);
    }
  }

  /** Reads {@code I/N}; empty if it doesn't have that form, or there is no such shard. */
  public static Optional<Shard> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int index = Integer.parseInt(matcher.group(1));
    int total = Integer.parseInt(matcher.group(2));
    return index >= 1 && index <= total ? Optional.of(new Shard(index, total)) : Optional.empty();
  }

  /** Whether the input of that name belongs to this share, if shares depend on names. */
  public boolean has(String input) {
    String digits = Digest.of(input.getBytes(UTF_8)).hex().substring(0, DIGITS);
    return Long.parseLong(digits, 16) % total == index - 1;
  }

  /** {@code I/N}. */
  @Override
  public String toString() {
    return index + "/" + total;
  }
}
