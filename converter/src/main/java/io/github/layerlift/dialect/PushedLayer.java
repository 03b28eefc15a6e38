package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.json.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layer of docker-registry 0.x that has to be the one that was pushed: the registry noted a checksum of its json and
 * its bytes. It is computed whenever somebody reads the bytes from the first to the last, so that they aren't read for
 * its sake.
 *
 * @see <a href="https://github.com/docker-archive/docker-registry/blob/0.9.1/docker_registry/lib/checksums.py">how it
 *     is made</a>
 */
final class PushedLayer implements ByteSource {
  /** A list of texts, or one text; those that begin with {@code tarsum} have another rule. */
  private static final Pattern CHECKSUM =
      Pattern.compile("(?<![0-9A-Za-z+])sha256:([0-9a-f]{64})(?![0-9a-f])");

  private static final int MAX_CHECKSUMS = 4096;

  private final Extent layer;
  private final Extent metadata;
  private final Extent noted;
  private final Set<Digest> wanted;
  private final JsonReader json;
  private final MessageDigest hash = Digest.newHash();
  private long next = -1;

  private PushedLayer(
      Extent layer, Extent metadata, Extent noted, Set<Digest> wanted, JsonReader json) {
    this.layer = layer;
    this.metadata = metadata;
    this.noted = noted;
    this.wanted = wanted;
    this.json = json;
  }

  /**
   * The same layer, checked if {@code noted} has a checksum of that kind.
   *
   * @param metadata its json
   * @param noted the file in which the registry noted checksums
   */
  static Stored of(Stored stored, Extent metadata, Optional<Extent> noted, JsonReader json)
      throws LayerliftException {
    Set<Digest> wanted = noted.isPresent() ? wanted(noted.get()) : Set.of();
    if (wanted.isEmpty()) {
      return stored;
    }
    Extent layer = stored.extent();
    PushedLayer source = new PushedLayer(layer, metadata, noted.get(), wanted, json);
    Extent checked = new Extent(source, layer.entry(), layer.offset(), layer.size());
    return new Stored(checked, stored.compression(), stored.digest());
  }

  private static Set<Digest> wanted(Extent noted) throws LayerliftException {
    Set<Digest> wanted = new HashSet<>();
    Matcher each = CHECKSUM.matcher(new String(noted.head(MAX_CHECKSUMS), UTF_8));
    while (each.find()) {
      Digest.parse(each.group()).ifPresent(wanted::add);
    }
    return wanted;
  }

  @Override
  public String name() {
    return layer.source().name();
  }

  @Override
  public long size() {
    return layer.source().size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    ByteBuffer view = into.duplicate();
    int count = layer.source().read(into, position);
    if (count > 0) {
      pass(view.limit(view.position() + count), position);
    }
    return count;
  }

  /** Takes in what continues the bytes that were read from the start, whoever reads them. */
  private synchronized void pass(ByteBuffer bytes, long position) throws LayerliftException {
    if (position == layer.offset()) {
      hash.reset();
      hash.update(json.bytes(metadata));
      hash.update((byte) '\n');
    } else if (position != next) {
      return;
    }
    next = position + bytes.remaining();
    hash.update(bytes);
    if (next == layer.offset() + layer.size()) {
      require(Digest.ofBytes(hash.digest()));
    }
  }

  private void require(Digest found) throws LayerliftException {
    if (!wanted.contains(found)) {
      throw Fault.of(
              ErrorCode.BLOB_MISMATCH,
              "the layer and its json have the checksum " + found + ", and the registry noted "
                  + wanted.iterator().next() + " when they were pushed")
          .in(layer.entry())
          .at(layer.offset())
          .hint("get the layer from another copy of the storage; without the file \""
              + noted.entry() + "\" it is taken as it is")
          .exception();
    }
  }

  @Override
  public boolean isPrivate() {
    return layer.source().isPrivate();
  }

  @Override
  public void checkUnchanged() throws IOException {
    layer.source().checkUnchanged();
  }

  /** The archive closes what is below. */
  @Override
  public void close() {}
}
