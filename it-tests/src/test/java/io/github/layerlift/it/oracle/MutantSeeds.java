package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.oracle.Mutant.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes honest archives to be changed: of Docker before 1.10, and of 1.10 to 24. */
public final class MutantSeeds {
  private final Random random;

  public MutantSeeds(Random random) {
    this.random = random;
  }

  public Mutant preTen() throws IOException {
    PreTenArchive archive = new PreTenFuzz(random, false).archive(1 + random.nextInt(2));
    List<Entry> entries = new ArrayList<>();
    for (V1Folder folder : archive.folders()) {
      addFolder(entries, folder.id(), folder.json());
      entries.add(Entry.file(folder.id() + "/layer.tar", folder.layer()));
    }
    Map<String, Map<String, String>> repositories = new LinkedHashMap<>();
    archive.tags().forEach((name, id) -> tag(repositories, name, id));
    entries.add(Entry.file("repositories", Json.bytes(repositories)));
    return new Mutant(entries);
  }

  /** With a layer in both images, which is a link in the second, and all that Docker wrote besides. */
  public Mutant sinceTen() throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<Object> items = new ArrayList<>();
    Map<String, Map<String, String>> repositories = new LinkedHashMap<>();
    byte[] shared = PreTenLayers.tar("shared", "x" + random.nextInt());
    String sharedAt = "";
    for (int i = 0; i <= random.nextInt(2); i++) {
      List<String> paths = new ArrayList<>();
      List<String> diffIds = new ArrayList<>();
      for (byte[] layer : List.of(shared, PreTenLayers.tar("file", "y" + random.nextInt()))) {
        String id = Sha256.of(("v1 " + i + paths.size() + random.nextInt()).getBytes(UTF_8));
        addFolder(entries, id, ("{\"id\":\"" + id + "\",\"os\":\"linux\"}").getBytes(UTF_8));
        String path = id + "/layer.tar";
        if (layer == shared && !sharedAt.isEmpty()) {
          entries.add(Entry.link(path, '2', "../" + sharedAt));
        } else {
          boolean packed = layer != shared && random.nextInt(4) == 0;
          entries.add(Entry.file(path, packed ? PreTenLayers.gzip(layer) : layer));
          sharedAt = layer == shared ? path : sharedAt;
        }
        paths.add(path);
        diffIds.add("sha256:" + Sha256.of(layer));
      }
      byte[] config = config(diffIds).getBytes(UTF_8);
      String file = Sha256.of(config) + ".json";
      entries.add(Entry.file(file, config));
      String name = "since10/image" + i + ":t";
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("Config", file);
      item.put("RepoTags", List.of(name));
      item.put("Layers", paths);
      items.add(item);
      tag(repositories, name, paths.get(1).replace("/layer.tar", ""));
    }
    entries.add(Entry.file("manifest.json", Json.bytes(items)));
    entries.add(Entry.file("repositories", Json.bytes(repositories)));
    return new Mutant(entries);
  }

  private static void addFolder(List<Entry> entries, String id, byte[] json) {
    entries.add(Entry.folder(id + "/"));
    entries.add(Entry.file(id + "/VERSION", "1.0".getBytes(UTF_8)));
    entries.add(Entry.file(id + "/json", json));
  }

  private String config(List<String> diffIds) {
    String v1 = new PreTenJson(random, false).write("config", "");
    return v1.substring(0, v1.lastIndexOf('}'))
        + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
        + String.join("\",\"", diffIds)
        + "\"]},\"history\":[{\"created_by\":\"a\"},{\"created_by\":\"b\"}]}";
  }

  private static void tag(
      Map<String, Map<String, String>> repositories, String nameAndTag, String id) {
    int colon = nameAndTag.lastIndexOf(':');
    repositories
        .computeIfAbsent(nameAndTag.substring(0, colon), any -> new LinkedHashMap<>())
        .put(nameAndTag.substring(colon + 1), id);
  }
}
