package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.oracle.Mutant.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes an archive in one to three places, mostly within its JSON. */
final class Mutator {
  private static final List<String> STRANGERS =
      List.of("readme", "strange/file", "0".repeat(64) + "/extra", "index.html", ".hidden");

  private final Random random;
  private final JsonMutator json;

  Mutator(Random random) {
    this.random = random;
    this.json = new JsonMutator(random);
  }

  Mutant mutate(Mutant archive) throws IOException {
    List<Entry> entries = new ArrayList<>(archive.entries());
    for (int i = 0; i <= random.nextInt(3); i++) {
      if (random.nextInt(3) > 0) {
        changeJson(entries);
      } else {
        changeEntries(entries);
      }
    }
    return new Mutant(entries);
  }

  private void changeJson(List<Entry> entries) throws IOException {
    List<Integer> jsons = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).isJson() && entries.get(i).content().length > 0) {
        jsons.add(i);
      }
    }
    if (!jsons.isEmpty()) {
      int at = jsons.get(random.nextInt(jsons.size()));
      Entry entry = entries.get(at);
      entries.set(at, Entry.file(entry.name(), json.mutate(entry.content())));
    }
  }

  private void changeEntries(List<Entry> entries) throws IOException {
    int at = random.nextInt(entries.size());
    Entry entry = entries.get(at);
    switch (random.nextInt(10)) {
      case 0 -> removeIfMore(entries, at);
      case 1 -> entries.add(random.nextInt(entries.size()), entry);
      case 2 -> entries.add(Entry.file(entry.name(), changed(entry.content())));
      case 3 -> Collections.shuffle(entries, random);
      case 4 -> entries.replaceAll(each -> each.named("./" + each.name()));
      case 5 -> entries.set(at, entry.named(otherName(entry.name())));
      case 6 -> moveBehindLink(entries, at);
      case 7 -> entries.add(Entry.file(one(STRANGERS), "x".getBytes(UTF_8)));
      case 8 -> packLayer(entries, at);
      default ->
        entries.set(
            at,
            new Entry(
                entry.name(),
                entry.type(),
                Arrays.copyOf(entry.content(), entry.content().length / 2),
                entry.link()));
    }
  }

  private static void removeIfMore(List<Entry> entries, int at) {
    if (entries.size() > 1) {
      entries.remove(at);
    }
  }

  private byte[] changed(byte[] content) {
    byte[] changed = content.clone();
    if (changed.length > 0) {
      changed[random.nextInt(changed.length)] ^= 1;
    }
    return changed;
  }

  private String otherName(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> "/" + name;
      case 2 -> name + "x";
      default -> "a/../" + name;
    };
  }

  /** The file under another name, and a link to it in its place. */
  private void moveBehindLink(List<Entry> entries, int at) {
    Entry entry = entries.get(at);
    if (entry.type() == '0') {
      boolean hard = random.nextBoolean();
      String up = "../".repeat((int) entry.name().chars().filter(c -> c == '/').count());
      entries.set(at, entry.named("moved"));
      entries.add(Entry.link(entry.name(), hard ? '1' : '2', hard ? "moved" : up + "moved"));
    }
  }

  private void packLayer(List<Entry> entries, int at) throws IOException {
    Entry entry = entries.get(at);
    if (entry.name().endsWith("layer.tar") && entry.type() == '0') {
      byte[] packed = switch (random.nextInt(3)) {
        case 0 -> PreTenLayers.gzip(entry.content());
        case 1 -> PreTenLayers.bzip2(entry.content());
        default -> PreTenLayers.xz(entry.content());
      };
      entries.set(at, Entry.file(entry.name(), packed));
    }
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
