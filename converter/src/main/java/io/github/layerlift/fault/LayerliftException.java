package io.github.layerlift.fault;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The base class of all failures. An {@link IOException}, so that it passes through
 * streams unwrapped. The message is one sentence that says what is wrong and where.
 */
public abstract sealed class LayerliftException extends IOException
    permits UsageException,
        StorageException,
        MalformedArchiveException,
        UnsupportedArchiveException,
        ConversionInterruptedException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  LayerliftException(Fault fault, @Nullable Throwable cause) {
    super(fault.text(), cause);
    this.fault = fault;
  }

  public ErrorCode code() {
    return fault.code();
  }

  /** All of it as a value. */
  public Fault fault() {
    return fault;
  }

  /** What is wrong, without where. */
  public String sentence() {
    return fault.sentence();
  }

  /** The archive entry the fault was found in. */
  public Optional<String> entry() {
    return Optional.ofNullable(fault.entry());
  }

  /** The byte offset in the unpacked archive. */
  public OptionalLong offset() {
    return fault.offset() < 0 ? OptionalLong.empty() : OptionalLong.of(fault.offset());
  }

  /** The same fault with another way out. */
  public LayerliftException with(WayOut wayOut) {
    return as(fault.hint(wayOut));
  }

  /** The same fault, with a way out for a caller that makes this call. */
  public LayerliftException calling(Setting call) {
    WayOut known = fault.wayOut();
    WayOut other = known == null ? null : known.calling(call);
    return other == null || other.equals(known) ? this : with(other);
  }

  /** The same fault, with the name of the archive that it is in. */
  public LayerliftException in(String archive) {
    return as(new Fault(
        code(), archive + ": " + sentence(), fault.entry(), fault.offset(), fault.wayOut()));
  }

  private LayerliftException as(Fault same) {
    LayerliftException other = same.exception(this);
    other.setStackTrace(getStackTrace());
    return other;
  }

  /** What the user can do about it. */
  public Optional<WayOut> wayOut() {
    return Optional.ofNullable(fault.wayOut());
  }

  /** The same in the library's own words. */
  public Optional<String> hint() {
    return wayOut().map(WayOut::text);
  }
}
