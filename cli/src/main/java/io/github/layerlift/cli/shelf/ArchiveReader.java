package io.github.layerlift.cli.shelf;

import io.github.layerlift.cli.shelf.Archive.Contents;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes archives of the lines of reports. Layers that it has seen before are the same objects. */
final class ArchiveReader {
  /** Of an archive, for the table; more would make pages large. */
  private static final int MAX_NAMES = 5;

  private final Map<String, Layer> layers = new HashMap<>();

  /**
   * Reads a line.
   *
   * @param status what the line says
   */
  Archive read(ReportLine line, Status status) {
    boolean converted = line.has("conversion");
    ReportLine conversion = line.object("conversion");
    ReportLine sizes = converted ? conversion : line;
    return new Archive(
        line.name("input"),
        status,
        line.text("reason"),
        line.name("output"),
        sizes.bytes("inputBytes"),
        sizes.bytes("outputBytes"),
        line.seconds(),
        converted ? Optional.of(contents(conversion)) : Optional.empty(),
        line.has("error") ? Optional.of(error(line.object("error"))) : Optional.empty(),
        conversion.objects("warnings").stream().map(ArchiveReader::warning).toList(),
        line.count("earlierWarnings"));
  }

  private static Problem error(ReportLine error) {
    return new Problem(error.text("code"), error.text("message"), error.text("hint"));
  }

  private static Problem warning(ReportLine warning) {
    return new Problem(warning.text("code"), warning.text("text"), "");
  }

  private Contents contents(ReportLine conversion) {
    List<ReportLine> images = conversion.objects("images");
    List<String> names =
        conversion.objects("names").stream().map(each -> each.text("name")).toList();
    Map<String, Layer> own = new LinkedHashMap<>();
    List<String> created = new ArrayList<>();
    for (ReportLine image : images) {
      created.add(image.raw("created"));
      for (ReportLine layer : image.objects("layers")) {
        if (isStored(layer)) {
          Layer same = layers.computeIfAbsent(
              layer.text("digest"), digest -> new Layer(digest, Math.max(0, layer.bytes("size"))));
          own.put(same.digest(), same);
        }
      }
    }
    return new Contents(
        conversion.text("dialect"),
        images.size(),
        newest(created),
        names.subList(0, Math.min(MAX_NAMES, names.size())),
        names.size(),
        List.copyOf(own.values()));
  }

  /** A foreign layer is somewhere else. */
  private static boolean isStored(ReportLine layer) {
    String type = layer.raw("mediaType");
    return !type.contains(".foreign.") && !type.contains(".nondistributable.");
  }

  private static String newest(List<String> created) {
    return created.stream()
        .flatMap(time -> instant(time).stream())
        .max(Comparator.naturalOrder())
        .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate().toString())
        .orElse("");
  }

  private static Optional<Instant> instant(String time) {
    try {
      return Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeParseException e) {
      // configs may say anything
      return Optional.empty();
    }
  }
}
