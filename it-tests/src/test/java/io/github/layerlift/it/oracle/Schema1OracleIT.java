package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Seed;
import io.github.layerlift.it.oracle.TwoLoaders.Answer;
import io.github.layerlift.it.push.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Docker's own pull is the judge of images of schema 1: made at random, put onto a registry's disk and pulled from it, each has
 * the ID that Layerlift finds on the disk.
 */
@ExtendWith(EngineExtension.class)
final class Schema1OracleIT {
  private static final int IMAGES = 60;

  /** The last one that pulls schema 1 is 28.1. */
  private static final int TOO_NEW = 26;

  @TempDir
  private Path folder;

  @Test
  void convert_imagesOfSchema1_givesTheIdsOfDockersPull(Docker docker) throws Exception {
    assumeTrue(docker.major() < TOO_NEW, "later ones refuse schema 1 unless told otherwise");
    Random random = Seed.random(0);
    PreTenArchive archive =
        new PreTenFuzz(random, docker.loader().hasStrictTimes()).archive(IMAGES);
    Path storage = RegistryServer.storage(folder);
    RegistryDisk disk = new RegistryDisk(storage, random);
    Map<String, String> tops = new TreeMap<>(archive.tags());
    tops.keySet().removeIf(name -> name.indexOf(':') != name.lastIndexOf(':'));
    for (Map.Entry<String, String> top : tops.entrySet()) {
      disk.put(top.getKey(), chain(archive, top.getValue()));
    }
    TwoLoaders loaders = new TwoLoaders(docker, folder, random);
    Answer layerlift = loaders.layerlift(storage);
    assertEquals("", layerlift.refusal());
    assertEquals(
        pulled(docker, tops.keySet().stream().toList()),
        loaders.expected(layerlift.ids(), docker.loader()));
  }

  private Map<String, String> pulled(Docker docker, List<String> names) throws Exception {
    Map<String, String> ids = new TreeMap<>();
    try (RegistryServer server = RegistryServer.start(Files.createDirectories(folder))) {
      for (String name : names) {
        docker.pull(server.name(name));
        String id = docker.command("image", "inspect", "--format", "{{.Id}}", server.name(name));
        ids.put(name, id.strip());
        docker.command("image", "rm", server.name(name));
      }
    }
    return ids;
  }

  private static List<V1Folder> chain(PreTenArchive archive, String top) throws Exception {
    List<V1Folder> chain = new ArrayList<>();
    for (String id = top; !id.isEmpty(); ) {
      V1Folder layer = archive.folder(id);
      chain.add(0, layer);
      id = parent(Json.loose(layer.json()));
    }
    return chain;
  }

  private static String parent(JsonNode json) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getKey().equalsIgnoreCase("parent")) {
        return field.getValue().isNull() ? "" : field.getValue().asText();
      }
    }
    return "";
  }
}
