package io.github.layerlift;

import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.VerificationReport;
import io.github.layerlift.verify.Verification;
import java.util.Optional;

/** Checks OCI image layouts, whoever wrote them. Stateless, and safe to use from several threads. */
public final class Verifier {
  private Verifier() {}

  /**
   * Checks the layout in {@code input}: every document, digest, size and reference in it. Problems
   * are returned as findings, not thrown.
   *
   * @throws LayerliftException if it can't be read, or is not an OCI layout
   */
  public static VerificationReport verify(Input input, ReadOptions options)
      throws LayerliftException {
    return verify(input, Optional.empty(), false, options);
  }

  /**
   * Checks the layout in {@code input}, and that it holds what the archive {@code legacy} does:
   * images, names, configs, and every layer's bytes.
   *
   * @param subset whether the layout may hold only some of the images and names
   * @throws LayerliftException if one of them can't be read, {@code input} is not an OCI layout, or
   *     {@code legacy} is not a valid image archive
   */
  public static VerificationReport verifyAgainst(
      Input input, Input legacy, boolean subset, ReadOptions options) throws LayerliftException {
    return verify(input, Optional.of(legacy), subset, options);
  }

  private static VerificationReport verify(
      Input input, Optional<Input> legacy, boolean subset, ReadOptions options)
      throws LayerliftException {
    return Boundary.faults(() -> new Verification(input, legacy, subset, options).run());
  }
}
