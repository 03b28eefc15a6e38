package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Puts images onto the disk of a registry as manifests of schema 1, with what builds of that time left in them. */
final class RegistryDisk {
  private final Path storage;
  private final Random random;

  /**
   * @param storage the registry's folder
   */
  RegistryDisk(Path storage, Random random) {
    this.storage = storage;
    this.random = random;
  }

  /** One row of a manifest, whose layer is a blob by now. */
  private record Row(String json, String layer) {}

  /**
   * Puts the image under {@code name}.
   *
   * @param name such as {@code team/app:1.0}
   * @param chain its layers, base first
   */
  void put(String name, List<V1Folder> chain) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (V1Folder layer : chain) {
      String json = new String(layer.json(), UTF_8);
      if (random.nextInt(4) == 0) {
        rows.add(0, new Row(thrownAway(json), blob(PreTenLayers.gzip(new byte[1024]))));
      } else {
        rows.add(
            0, new Row(json, blob(random.nextBoolean() ? packed(layer.layer()) : layer.layer())));
      }
      if (random.nextInt(6) == 0) {
        // it has the ID of the row below, and is ignored
        rows.add(0, new Row(json, blob(PreTenLayers.gzip(new byte[512]))));
      }
    }
    link(name, blob(Json.bytes(manifest(name, rows))));
  }

  private static Map<String, Object> manifest(String name, List<Row> rows) {
    List<Object> layers = new ArrayList<>();
    List<Object> history = new ArrayList<>();
    for (Row row : rows) {
      layers.add(Map.of("blobSum", "sha256:" + row.layer));
      history.add(Map.of("v1Compatibility", row.json));
    }
    int colon = name.lastIndexOf(':');
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 1);
    manifest.put("name", name.substring(0, colon));
    manifest.put("tag", name.substring(colon + 1));
    manifest.put("architecture", "amd64");
    manifest.put("fsLayers", layers);
    manifest.put("history", history);
    return manifest;
  }

  private static String thrownAway(String json) {
    int brace = json.indexOf('{');
    return json.substring(0, brace + 1) + "\"throwaway\":true," + json.substring(brace + 1);
  }

  /** Returns its digest, in hex. */
  private String blob(byte[] bytes) throws IOException {
    String hex = Sha256.of(bytes);
    write("blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data", bytes);
    return hex;
  }

  private void link(String name, String hex) throws IOException {
    int colon = name.lastIndexOf(':');
    String manifests = "repositories/" + name.substring(0, colon) + "/_manifests/";
    byte[] digest = ("sha256:" + hex).getBytes(UTF_8);
    write(manifests + "revisions/sha256/" + hex + "/link", digest);
    write(manifests + "tags/" + name.substring(colon + 1) + "/current/link", digest);
    write(
        manifests + "tags/" + name.substring(colon + 1) + "/index/sha256/" + hex + "/link", digest);
    for (Path blob : blobs()) {
      String layer = String.valueOf(blob.getFileName());
      write(
          "repositories/" + name.substring(0, colon) + "/_layers/sha256/" + layer + "/link",
          ("sha256:" + layer).getBytes(UTF_8));
    }
  }

  private List<Path> blobs() throws IOException {
    try (var files = Files.find(
        storage.resolve("docker/registry/v2/blobs/sha256"),
        2,
        (path, attributes) -> String.valueOf(path.getFileName()).length() == 64)) {
      return files.toList();
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = storage.resolve("docker/registry/v2").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** A tar begins with a name, or is empty; anything else is packed already. */
  private static byte[] packed(byte[] layer) throws IOException {
    boolean isTar = layer.length == 0 || layer[0] == 0 || layer[0] == 'f' || layer[0] == 'd';
    return isTar ? PreTenLayers.gzip(layer) : layer;
  }
}
