package io.github.layerlift.registry;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings one blob to the registry: in one request, or in chunks where the registry demands it; after
 * a break from where the registry has got to, if it can tell. For one thread.
 */
final class Upload {
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int RANGE = 416;

  /** The first size of chunks; it becomes smaller until the registry takes them. */
  private static final long CHUNK = 16 << 20;

  private static final long MIN_CHUNK = 1 << 18;

  /** After so many breaks the registry may have a limit that it doesn't name. */
  private static final int BREAKS_OF_A_LIMIT = 2;

  private static final String OCTETS = "application/octet-stream";
  private static final Pattern RANGE_END = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");

  private final Repository repository;
  private final Digest digest;
  private final Extent blob;
  private final LongConsumer sent;
  private final Tries tries;
  private final String what;
  private @Nullable URI location;
  private long offset;
  private long furthest;
  private long reported;
  private long chunk;
  private long minChunk = MIN_CHUNK;
  private boolean isResumed;

  Upload(
      Repository repository, Digest digest, Extent blob, LongConsumer sent, @Nullable URI opened) {
    this.repository = repository;
    this.digest = digest;
    this.blob = blob;
    this.sent = sent;
    this.location = opened;
    this.tries = repository.host().tries();
    this.what = "the upload of " + digest;
  }

  void run() throws LayerliftException {
    boolean done = false;
    while (!done) {
      URI at = location == null ? open() : location;
      try {
        boolean isLast = offset == blob.size() || (offset == 0 && chunk == 0);
        done = isLast ? put(at) : patch(at);
      } catch (IOException e) {
        tries.after(e, what);
        if (chunk > 0 || tries.failed() >= BREAKS_OF_A_LIMIT) {
          shrink();
        }
        done = recover(at);
      }
    }
  }

  /** Begins anew. */
  private URI open() throws LayerliftException {
    Answer answer = send(Call.of("POST", repository.uri("blobs/uploads/")));
    if (!answer.isSuccess()) {
      throw faults().of(answer, what);
    }
    minChunk = answer
        .header("OCI-Chunk-Min-Length")
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(MIN_CHUNK);
    URI opened = repository.location(answer, what);
    location = opened;
    isResumed = false;
    at(0);
    return opened;
  }

  /** The last request, with all of the blob or what the registry doesn't have. */
  private boolean put(URI at) throws IOException {
    Call call = Call.of("PUT", withDigest(at))
        .with("Content-Type", OCTETS)
        .working(blob.size())
        .with(body(blob.size() - offset));
    Answer answer = once(call);
    if (answer.isSuccess()) {
      repository.requireOurs(answer, digest, what);
      return true;
    }
    return refused(answer, at);
  }

  /** A request with a part of the blob. */
  private boolean patch(URI at) throws IOException {
    long rest = blob.size() - offset;
    long length = chunk == 0 ? rest : Math.min(rest, Math.max(chunk, minChunk));
    Call call = Call.of("PATCH", at)
        .with("Content-Type", OCTETS)
        .with("Content-Range", offset + "-" + (offset + length - 1))
        .working(length)
        .with(body(length));
    Answer answer = once(call);
    if (!answer.isSuccess()) {
      return refused(answer, at);
    }
    long end = reached(answer).orElse(offset + length);
    if (end <= offset || end > offset + length) {
      throw faults().odd("counts the bytes of an upload wrong");
    }
    location = repository.location(answer, what);
    at(end);
    gained();
    return false;
  }

  private Body body(long length) {
    return new ExtentBody(blob, offset, length, count -> {
      reported += count;
      sent.accept(count);
    });
  }

  /** Finds out how to go on, if at all. */
  private boolean refused(Answer answer, URI at) throws LayerliftException {
    if (answer.status() == TOO_LARGE && shrink()) {
      restart();
      return false;
    }
    if (Said.has(answer, "DIGEST_INVALID") && !isResumed) {
      throw faults().damaged(digest);
    }
    if (answer.isTransient()) {
      tries.after(answer, what);
      return recover(at);
    }
    // a session is lost when a registry is started again; and few resume as they should
    boolean isLost = answer.status() == NOT_FOUND || answer.status() == RANGE;
    if (isLost || isResumed) {
      tries.afterLoss(answer, what);
      restart();
      return false;
    }
    throw faults().of(answer, what);
  }

  /** After a break: is it there already, or how much of it? */
  private boolean recover(URI at) throws LayerliftException {
    if (reported == blob.size() && repository.hasBlob(digest)) {
      return true;
    }
    Answer answer = send(Call.of("GET", at));
    OptionalLong reached = answer.isSuccess() ? reached(answer) : OptionalLong.empty();
    Optional<String> next = answer.header("Location");
    // "0-0" is one byte to the specification, and none to most registries
    if (reached.isEmpty() || reached.getAsLong() <= 1 || reached.getAsLong() > blob.size()) {
      restart();
      return false;
    }
    location = next.isPresent() ? repository.location(answer, what) : at;
    at(reached.getAsLong());
    gained();
    isResumed = true;
    return false;
  }

  private void restart() {
    location = null;
    at(0);
  }

  /** Goes on from {@code position}. */
  private void at(long position) {
    offset = position;
    if (reported != position) {
      sent.accept(position - reported);
      reported = position;
    }
  }

  /** Whoever gets further than ever may fail again; otherwise a registry that loses what it has would never end it. */
  private void gained() {
    if (offset > furthest) {
      furthest = offset;
      tries.reset();
    }
  }

  /** Makes the chunks smaller, if they can be. */
  private boolean shrink() {
    if (chunk == minChunk || blob.size() <= minChunk) {
      return false;
    }
    long smaller = chunk == 0 ? Math.min(CHUNK, blob.size() / 2) : chunk / 4;
    chunk = Math.max(minChunk, smaller);
    return true;
  }

  /** How many bytes the registry has. */
  private static OptionalLong reached(Answer answer) {
    Matcher range = RANGE_END.matcher(answer.header("Range").orElse(""));
    return range.matches()
        ? OptionalLong.of(Long.parseLong(range.group(1)) + 1)
        : OptionalLong.empty();
  }

  private URI withDigest(URI at) {
    String query = at.getRawQuery();
    String separator = query == null ? "?" : query.isEmpty() ? "" : "&";
    return URI.create(at + separator + "digest=" + digest.toString().replace(":", "%3A"));
  }

  private Answer once(Call call) throws IOException {
    return repository.host().once(call, repository.scope());
  }

  private Answer send(Call call) throws LayerliftException {
    return repository.host().send(call, repository.scope(), what);
  }

  private Faults faults() {
    return repository.host().faults();
  }
}
