package io.github.layerlift.convert;

import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What users are told about a damaged archive. */
final class Salvaging {
  /** As many images as fit into a message. */
  private static final int MAX_NAMED = 5;

  /** Dialects without digests of layers. */
  private static final List<String> UNPROVEN = List.of("v1", "registry-0.x");

  private Salvaging() {}

  /**
   * Warns of all damage.
   *
   * @param images that are whole
   * @throws MalformedArchiveException if there are none
   */
  static void tell(Damage damage, ImageSources sources, List<Root> images, Warnings warnings)
      throws LayerliftException {
    if (images.isEmpty()) {
      throw nothing(damage);
    }
    for (Fault fault : damage.faults()) {
      warnings.add(WarningCode.ARCHIVE_DAMAGED, "the archive is damaged: " + fault.text());
    }
    Set<Reference> names = new HashSet<>();
    images.forEach(image -> names.addAll(image.tags()));
    for (Damage.Lost lost : damage.lost()) {
      if (isThere(lost, names)) {
        warnings.add(
            WarningCode.ARCHIVE_DAMAGED,
            "the archive is damaged: " + lost.fault().text());
      } else {
        warnings.add(WarningCode.IMAGE_LOST, sentence(lost));
      }
    }
    if (damage.any() && UNPROVEN.stream().anyMatch(sources.dialects()::contains)) {
      warnings.add(
          WarningCode.SALVAGE_UNPROVEN,
          "archives and registries from before Docker 1.10 have no digests: whether the bytes of"
              + " layers are right can't be told");
    }
  }

  /** One that wasn't found in one way, but in another: an archive may list its images twice. */
  private static boolean isThere(Damage.Lost lost, Set<Reference> names) {
    return !lost.names().isEmpty()
        && lost.names().stream()
            .allMatch(name -> Reference.parse(name).filter(names::contains).isPresent());
  }

  private static String sentence(Damage.Lost lost) {
    String label = lost.label();
    return (label.isEmpty() ? "an image" : "the image " + label) + " is lost: "
        + lost.fault().text();
  }

  private static LayerliftException nothing(Damage damage) {
    List<String> reasons = new ArrayList<>();
    damage.faults().forEach(fault -> reasons.add(fault.text()));
    damage.lost().forEach(lost -> reasons.add(sentence(lost)));
    int count = Math.min(MAX_NAMED, reasons.size());
    String more = reasons.size() > count ? "; and " + (reasons.size() - count) + " more" : "";
    return Fault.of(
            ErrorCode.NOTHING_WHOLE,
            "no image of the archive is whole: " + String.join("; ", reasons.subList(0, count))
                + more)
        .hint("get the archive again, or save the images again")
        .exception();
  }
}
