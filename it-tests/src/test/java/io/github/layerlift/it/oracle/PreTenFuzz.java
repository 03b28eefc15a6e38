package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes legacy archives at random, all of them such that Docker loads them. */
final class PreTenFuzz {
  private final Random random;
  private final PreTenJson json;
  private final PreTenLayers layers;
  private int images;

  PreTenFuzz(Random random, boolean strictTimes) {
    this.random = random;
    this.json = new PreTenJson(random, strictTimes);
    this.layers = new PreTenLayers(random);
  }

  /** An archive of so many images, each with a name of its own; they may share layers. */
  PreTenArchive archive(int count) throws IOException {
    PreTenArchive archive = new PreTenArchive();
    List<List<String>> chains = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> chain = chain(archive, chains, length());
      chains.add(chain);
      tag(archive, chain.get(chain.size() - 1));
    }
    return archive;
  }

  /** An archive of one image with so many layers. */
  PreTenArchive chain(int length) throws IOException {
    PreTenArchive archive = new PreTenArchive();
    List<String> chain = chain(archive, List.of(), length);
    tag(archive, chain.get(length - 1));
    return archive;
  }

  private int length() {
    return random.nextInt(12) == 0 ? 10 + random.nextInt(20) : 1 + random.nextInt(5);
  }

  /** Adds a chain of layers, often upon a part of an earlier one. */
  private List<String> chain(PreTenArchive archive, List<List<String>> chains, int length)
      throws IOException {
    List<String> chain = new ArrayList<>();
    if (!chains.isEmpty() && random.nextBoolean()) {
      List<String> base = chains.get(random.nextInt(chains.size()));
      chain.addAll(base.subList(0, 1 + random.nextInt(base.size())));
    }
    for (int i = 0; i < length; i++) {
      String id = Sha256.of(("id" + random.nextLong()).getBytes(UTF_8));
      String parent = chain.isEmpty() ? "" : chain.get(chain.size() - 1);
      archive.add(new V1Folder(id, json.write(id, parent).getBytes(UTF_8), layers.next()));
      chain.add(id);
    }
    return chain;
  }

  private void tag(PreTenArchive archive, String id) {
    images++;
    archive.tag("pre10/image" + images, "t", id);
    if (random.nextInt(5) == 0) {
      archive.tag("pre10/image" + images, "other_TAG.1", id);
      archive.tag("registry.example.org:5000/pre10/image" + images, "t", id);
    }
  }
}
