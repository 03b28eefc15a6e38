package io.github.layerlift.it.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Reports about archives that never were, always the same ones. */
final class InventedShelf {
  private static final List<String> TEAMS =
      List.of("payments", "search", "warehouse", "identity", "mobile", "reporting");
  private static final List<String> PARTS =
      List.of("api", "worker", "web", "migrations", "proxy", "cron", "importer");
  private static final int FIRST_YEAR = 2014;
  private static final int YEARS = 9;

  private final Random random = new Random(1);
  private final ObjectMapper json = new ObjectMapper();
  private final int count;

  private InventedShelf(int count) {
    this.count = count;
  }

  /** Writes a report about {@code count} archives, as a batch does. */
  static void write(Path report, int count) throws IOException {
    InventedShelf shelf = new InventedShelf(count);
    try (BufferedWriter lines = Files.newBufferedWriter(report)) {
      for (int i = 0; i < count; i++) {
        lines.write(shelf.line(i) + "\n");
      }
      lines.write(shelf.summary() + "\n");
    }
  }

  private ObjectNode summary() {
    ObjectNode line = json.createObjectNode();
    line.putObject("summary").put("into", "modern").put("shard", "1/1").put("inputs", count);
    return line;
  }

  private ObjectNode line(int i) {
    int year = FIRST_YEAR + Math.min(random.nextInt(YEARS), random.nextInt(YEARS) + 2);
    String team = TEAMS.get(random.nextInt(TEAMS.size()));
    String part = PARTS.get(random.nextInt(PARTS.size()));
    String version = 1 + random.nextInt(4) + "." + random.nextInt(20) + "." + i;
    String path = "shelf/" + year + "/" + team + "/" + part + "-" + version;
    ObjectNode line = json.createObjectNode();
    int fate = random.nextInt(100);
    if (fate < 2) {
      return fail(line.put("input", path + ".tar"), part, fate);
    }
    if (fate < 6) {
      line.put("input", "shelf/" + year + "/" + team + "/NOTES-" + i + ".txt")
          .put("status", "ignored");
      line.put("reason", "not-an-archive").put("seconds", 0);
      line.putObject("error")
          .put("code", "not-an-archive")
          .put("message", line.get("input").asText() + " is a text file");
      return line;
    }
    line.put("input", path + ".tar").put("status", "converted").put("reason", "new");
    line.put("output", "modern/" + part + "-" + version + "-oci.tar");
    line.put("seconds", random.nextInt(5000) / 1000.0);
    convert(line.putObject("conversion"), year, team + "/" + part + ":" + version, fate);
    return line;
  }

  private static ObjectNode fail(ObjectNode line, String part, int fate) {
    line.put("status", "failed").put("reason", fate == 0 ? "tar-truncated" : "layer-missing");
    line.put("seconds", 0.1).put("inputBytes", 52_428_800);
    boolean cut = fate == 0;
    line.putObject("error")
        .put("code", line.get("reason").asText())
        .put(
            "message",
            cut
                ? "the archive ends within \"" + part
                    + "/layer.tar\": 48219136 bytes are declared but 31457280 are present"
                : "the archive has no layer \"" + part + "/layer.tar\", which an image lists")
        .put(
            "hint",
            cut ? "the archive is truncated; copy or download it again" : "save the image again");
    return line;
  }

  private void convert(ObjectNode conversion, int year, String name, int fate) {
    conversion.put("dialect", year < 2016 ? "v1" : year < 2021 ? "docker-archive" : "oci-layout");
    conversion.putArray("names").addObject().put("name", "registry.example.com/" + name);
    ObjectNode image = conversion.putArray("images").addObject();
    image.put(
        "created", year + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9) + "T08:30:00Z");
    ArrayNode layers = image.putArray("layers");
    long bytes =
        layer(layers, "base" + year % 4 + random.nextInt(3), 30_000_000 + year % 4 * 23_456_789L);
    for (int i = 0; i < 3 + random.nextInt(6); i++) {
      bytes += layer(layers, name + i, 1000L + (long) Math.exp(random.nextDouble() * 19));
    }
    ArrayNode warnings = conversion.putArray("warnings");
    if (fate > 93) {
      warnings
          .addObject()
          .put("code", "no-repositories")
          .put(
              "text",
              "there is no file repositories, so the images have no names; --tag gives one");
    } else if (fate > 90) {
      warnings
          .addObject()
          .put("code", "unlisted-files")
          .put("text", "2 layers that no image refers to were left out");
    }
    conversion.put("inputBytes", bytes + 30_000).put("outputBytes", bytes + 12_000);
  }

  private static long layer(ArrayNode layers, String seed, long size) {
    String digest = String.format("%016x", seed.hashCode() * 0x9E3779B97F4A7C15L);
    layers
        .addObject()
        .put("digest", "sha256:" + digest.repeat(4))
        .put("size", size)
        .put("mediaType", "application/vnd.oci.image.layer.v1.tar");
    return size;
  }
}
