package io.github.layerlift.plan;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Root;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks what an archive claims about its layers. */
public final class Claims {
  private Claims() {}

  /**
   * Checks every claim.
   *
   * @param hashed for every extent of the table's blobs and twins
   * @throws io.github.layerlift.fault.MalformedArchiveException for the first false one
   */
  public static void check(BlobTable table, Map<Extent, Hashed> hashed) throws LayerliftException {
    check(table.uses(), hashed);
  }

  /**
   * Checks the claims about some extents.
   *
   * @param hashed for each of {@code extents}
   * @throws io.github.layerlift.fault.MalformedArchiveException for the first false one
   */
  public static void check(BlobTable table, Set<Extent> extents, Map<Extent, Hashed> hashed)
      throws LayerliftException {
    check(
        table.uses().stream()
            .filter(use -> extents.contains(use.stored().extent()))
            .toList(),
        hashed);
  }

  /**
   * Checks what one root claims.
   *
   * @param hashed for every extent of it
   * @throws io.github.layerlift.fault.MalformedArchiveException for the first false claim
   */
  public static void check(Root root, Map<Extent, Hashed> hashed) throws LayerliftException {
    check(LayerUse.of(List.of(root)), hashed);
  }

  private static void check(List<LayerUse> uses, Map<Extent, Hashed> hashed)
      throws LayerliftException {
    for (LayerUse use : uses) {
      Hashed found = Objects.requireNonNull(hashed.get(use.stored().extent()), "not hashed");
      Digest diffId = use.diffId();
      if (diffId != null && !diffId.equals(found.diffId())) {
        throw mismatch(
            ErrorCode.DIFF_ID_MISMATCH, "the layer unpacks to ", use, found.diffId(), diffId);
      }
      Digest blob = use.stored().digest();
      if (blob != null && !blob.equals(found.blob())) {
        throw mismatch(ErrorCode.BLOB_MISMATCH, "the blob hashes to ", use, found.blob(), blob);
      }
    }
  }

  private static LayerliftException mismatch(
      ErrorCode code, String what, LayerUse use, Digest got, Digest want) {
    return Fault.of(code, what + got + ", but the image expects " + want)
        .in(use.stored().extent().entry())
        .at(use.stored().extent().offset())
        .hint(Fault.CORRUPT)
        .exception();
  }
}
