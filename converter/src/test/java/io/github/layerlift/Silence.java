package io.github.layerlift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Warning;
import java.io.ByteArrayInputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Silence means that nothing was lost: a conversion without a warning has an output without a finding. */
public final class Silence {
  /** Notes of what an archive had already, and that keeps no engine from loading it. */
  private static final Set<FindingCode> HARMLESS =
      EnumSet.of(FindingCode.CONFIG_V1_FIELD, FindingCode.MEDIA_TYPE_MISSING);

  private Silence() {}

  /** Fails if {@code verify} finds something that the conversion should have warned of. */
  public static void require(byte[] tar, ConversionReport report) throws LayerliftException {
    List<Finding> findings = findings(tar);
    if (report.warnings().isEmpty()) {
      assertEquals(
          List.of(),
          findings.stream().filter(it -> !HARMLESS.contains(it.code())).toList());
    }
    List<String> warned = report.warnings().stream().map(Warning::code).toList();
    List<String> errors = findings.stream()
        .filter(finding -> finding.grade() == Finding.Grade.ERROR)
        .map(finding -> finding.code().id())
        .filter(code -> !warned.contains(code))
        .filter(code -> !(code.equals("layer-packing") && warned.contains("layer-media-type")))
        .toList();
    assertEquals(List.of(), errors, "not warned of");
  }

  private static List<Finding> findings(byte[] tar) throws LayerliftException {
    Input input = new Input.OfStream("converted", new ByteArrayInputStream(tar));
    return Verifier.verify(input, ReadOptions.defaults()).findings();
  }
}
