package io.github.layerlift.fault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with an archive. Either the first fault ends the work, or all are collected, and
 * whatever they don't concern is read. Not thread-safe.
 */
public final class Damage {
  /** So that a malicious archive can't fill the memory. */
  private static final int MAX_FAULTS = 1_000;

  /** As many names as fit into a message. */
  private static final int MAX_NAMED = 2;

  /** No damage looks like that, or it is up to the user how much is read. */
  private static final Set<ErrorCode> FINAL = EnumSet.of(
      ErrorCode.TOO_MANY_ENTRIES,
      ErrorCode.UNPACKED_TOO_BIG,
      ErrorCode.WINDOW_TOO_BIG,
      ErrorCode.ENTRY_NAME,
      ErrorCode.ENTRY_TWICE,
      ErrorCode.ARCHIVE_FOLLOWS,
      ErrorCode.DIR_LAYOUT);

  /** What lost or changed bytes mostly look like. */
  private static final Set<ErrorCode> EXPLAINED = EnumSet.of(
      ErrorCode.TAR_TRUNCATED,
      ErrorCode.TAR_HEADER,
      ErrorCode.COMPRESSION_CORRUPT,
      ErrorCode.JSON_SYNTAX,
      ErrorCode.JSON_SHAPE,
      ErrorCode.CONFIG_MISSING,
      ErrorCode.CONFIG_INVALID,
      ErrorCode.LAYER_MISSING,
      ErrorCode.LAYER_COUNT,
      ErrorCode.DIFF_ID_MISMATCH,
      ErrorCode.BLOB_MISSING,
      ErrorCode.BLOB_MISMATCH,
      ErrorCode.DIGEST_INVALID,
      ErrorCode.V1_ID_INVALID,
      ErrorCode.V1_PARENT_MISSING,
      ErrorCode.V1_JSON_MISSING,
      ErrorCode.V1_TIME_INVALID);

  private final boolean collected;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Lost> lost = new ArrayList<>();
  private boolean doubtful;

  private Damage(boolean collected) {
    this.collected = collected;
  }

  /**
   * An image that isn't whole.
   *
   * @param names as the archive has them; none if they aren't known
   * @param id the image ID; empty if it isn't known
   * @param fault why it isn't whole
   */
  public record Lost(List<String> names, String id, Fault fault) {
    public Lost {
      names = List.copyOf(names);
    }

    /** What to call the image. */
    public String label() {
      int more = names.size() - MAX_NAMED;
      String known = String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())))
          + (more > 0 ? " and " + more + " more" : "");
      return known.isEmpty() || id.isEmpty() ? known + id : known + " (" + id + ")";
    }

    private boolean isSame(Lost other) {
      boolean unknown = id.isEmpty() || other.id.isEmpty();
      return unknown ? names.stream().anyMatch(other.names::contains) : id.equals(other.id);
    }
  }

  /** Ends the work at the first fault. */
  public static Damage refused() {
    return new Damage(false);
  }

  /** Collects faults. */
  public static Damage collected() {
    return new Damage(true);
  }

  /** Whether bytes that are lost or changed can be the reason for a fault. */
  public static boolean explains(ErrorCode code) {
    return EXPLAINED.contains(code);
  }

  public boolean isCollected() {
    return collected;
  }

  /** Whether anything was found. */
  public boolean any() {
    return !faults.isEmpty() || !lost.isEmpty();
  }

  /** Whether bytes may be wrong that were read without a fault, since packed ones are corrupt. */
  public boolean isDoubtful() {
    return doubtful;
  }

  /** Takes in a fault of the archive. */
  public void meet(LayerliftException fault) throws LayerliftException {
    requireCollected(fault);
    if (faults.size() < MAX_FAULTS && !faults.contains(fault.fault())) {
      faults.add(fault.fault());
    }
  }

  /** The same for a fault that makes everything doubtful that was read before it. */
  public void doubt(LayerliftException fault) throws LayerliftException {
    doubtful = true;
    meet(fault);
  }

  /** Takes in a fault of one image, which is lost. */
  public void lose(List<String> names, String id, LayerliftException fault)
      throws LayerliftException {
    requireCollected(fault);
    Lost loss = new Lost(names, id, fault.fault());
    if (lost.size() < MAX_FAULTS && lost.stream().noneMatch(loss::isSame)) {
      lost.add(loss);
    }
  }

  /** Turns the loss of an image into a fault of the archive, since its parts were found otherwise. */
  public Optional<Lost> regain(String id) {
    Optional<Lost> found = lost.stream().filter(loss -> loss.id.equals(id)).findFirst();
    found.ifPresent(loss -> {
      lost.remove(loss);
      faults.add(loss.fault);
    });
    return found;
  }

  /** Faults that concern more than one image, in the order in which they were found. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** Images that aren't whole, each once. */
  public List<Lost> lost() {
    return List.copyOf(lost);
  }

  private void requireCollected(LayerliftException fault) throws LayerliftException {
    FaultKind kind = fault.code().kind();
    boolean ofArchive = kind == FaultKind.MALFORMED || kind == FaultKind.UNSUPPORTED;
    if (!collected || !ofArchive || FINAL.contains(fault.code())) {
      throw fault;
    }
  }
}
