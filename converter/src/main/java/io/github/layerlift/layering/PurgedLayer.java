package io.github.layerlift.layering;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.EntryHeader;
import io.github.layerlift.tar.TarIndex;
import io.github.layerlift.tar.TarReader;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.WhiteoutNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a layer has of the files to be taken out, and the layer without them. */
final class PurgedLayer {
  /** Longer chains of links to links are no work of engines. */
  private static final int MAX_HOPS = 40;

  private final Stored layer;
  /** Entries that go, and hard links, which may have to change, in their order. */
  private final List<Item> items = new ArrayList<>();

  private final Map<String, Item> removed = new HashMap<>();
  private @Nullable Stored alone;

  private PurgedLayer(Stored layer) {
    this.layer = layer;
  }

  /**
   * An entry with all its headers.
   *
   * @param start where the first of its headers is in the unpacked layer
   * @param end where the next entry starts
   */
  private record Item(Entry entry, long start, long end, boolean goes) {}

  /** Looks at all entries of {@code layer}, which is layer {@code number} of {@code stack}. */
  static PurgedLayer scan(
      Stored layer, int number, LayerStack stack, PathPattern pattern, int maxEntries)
      throws IOException {
    PurgedLayer purged = new PurgedLayer(layer);
    try (InputStream in = stack.openBuffered(number)) {
      TarReader<IOException> entries = TarReader.ofLayer(in, layer.extent().entry());
      long start = 0;
      int count = 0;
      for (Entry each = entries.next(); each != null; each = entries.next()) {
        if (++count > maxEntries) {
          throw TarIndex.tooManyEntries(maxEntries);
        }
        stack.advance(0);
        purged.add(each, start, entries.end(), pattern);
        start = entries.end();
      }
    }
    return purged;
  }

  private void add(Entry entry, long start, long end, PathPattern pattern) {
    boolean goes = !entry.name().isEmpty() && pattern.matches(hidden(entry.name()));
    if (goes || entry.kind() == FileKind.HARD_LINK) {
      Item item = new Item(entry, start, end, goes);
      items.add(item);
      if (goes) {
        removed.put(entry.name(), item);
      }
    }
  }

  /** The name that a whiteout hides, which lower layers no longer have; otherwise the name itself. */
  private static String hidden(String name) {
    int base = name.lastIndexOf('/') + 1;
    boolean whiteout = name.startsWith(WhiteoutNames.PREFIX, base)
        && !name.startsWith(WhiteoutNames.PREFIX + WhiteoutNames.PREFIX, base);
    return whiteout
        ? name.substring(0, base) + name.substring(base + WhiteoutNames.PREFIX.length())
        : name;
  }

  boolean hasMatches() {
    return !removed.isEmpty();
  }

  /**
   * The layer without what goes.
   *
   * @param stack the layers to whose files hard links may lead, base first; this is the last
   */
  Stored without(List<PurgedLayer> stack, Purge.Unpacker unpacker) throws IOException {
    if (alone != null) {
      return alone;
    }
    IdentityHashMap<Item, Origin> origins = new IdentityHashMap<>();
    boolean changes = false;
    boolean independent = true;
    for (Item item : items) {
      Origin origin = item.goes ? null : origin(item, stack);
      if (origin != null) {
        origins.put(item, origin);
        independent &= origin.layer == this;
      }
      changes |= item.goes || origin != null;
    }
    Stored result = changes ? rewritten(origins, unpacker) : layer;
    alone = independent ? result : null;
    return result;
  }

  /**
   * What a hard link whose target goes leads to in the end.
   *
   * @param item a file that goes, and whose content the link gets; null if the link only needs another
   *     target
   * @param target a name that stays, in place of one that goes
   */
  private record Origin(PurgedLayer layer, @Nullable Item item, String target) {}

  /** Null if the target stays. */
  private static @Nullable Origin origin(Item link, List<PurgedLayer> stack) {
    String target = link.entry.link();
    int top = stack.size() - 1;
    for (int hops = 0; hops < MAX_HOPS; hops++) {
      int at = top;
      while (at >= 0 && !stack.get(at).removed.containsKey(target)) {
        at--;
      }
      if (at < 0) {
        return hops == 0 ? null : new Origin(stack.get(top), null, target);
      }
      Item found = Objects.requireNonNull(stack.get(at).removed.get(target));
      if (found.entry.kind() != FileKind.HARD_LINK) {
        return new Origin(stack.get(at), found, "");
      }
      target = found.entry.link();
      top = at;
    }
    return null;
  }

  private Stored rewritten(IdentityHashMap<Item, Origin> origins, Purge.Unpacker unpacker)
      throws IOException {
    Extent plain = unpacker.plain(layer).extent();
    Set<ByteSource> sources = new LinkedHashSet<>(List.of(plain.source()));
    for (Origin origin : origins.values()) {
      sources.add(unpacker.plain(origin.layer.layer).extent().source());
    }
    Recipe.Builder recipe = new Recipe.Builder(List.copyOf(sources));
    IdentityHashMap<Item, String> firsts = new IdentityHashMap<>();
    long at = 0;
    for (Item item : items) {
      Origin origin = origins.get(item);
      if (item.goes || origin != null) {
        addRun(plain, at, item.start, recipe);
        at = item.end;
      }
      if (origin != null) {
        recipe.add(replacement(item.entry, origin, firsts, unpacker));
      }
    }
    addRun(plain, at, plain.size(), recipe);
    return recipe.stored(layer.extent().entry());
  }

  private static void addRun(Extent plain, long start, long end, Recipe.Builder recipe) {
    if (end > start) {
      recipe.add(new Part.Run(
          new Extent(plain.source(), plain.entry(), plain.offset() + start, end - start)));
    }
  }

  /** The entry in place of a hard link: the content, or a link to the first name that got it. */
  private static Part replacement(
      Entry link, Origin origin, IdentityHashMap<Item, String> firsts, Purge.Unpacker unpacker)
      throws IOException {
    Item item = origin.item;
    String first = item == null ? origin.target : firsts.putIfAbsent(item, link.name());
    if (item == null || first != null) {
      return Part.entry(link.name(), FileKind.HARD_LINK, first, link.attributes());
    }
    Extent there = item.entry.content();
    Extent plain = unpacker.plain(origin.layer.layer).extent();
    Extent content =
        new Extent(plain.source(), plain.entry(), plain.offset() + there.offset(), there.size());
    return new Content(link, item.entry, content);
  }

  /** A file under the name that led to it, with the metadata that the name had. */
  private record Content(Entry link, Entry file, @Nullable Extent content) implements Part {
    @Override
    public byte[] head() {
      Attributes both = file.attributes().linked(link.attributes());
      long size = content == null ? 0 : content.size();
      return EntryHeader.of(link.name(), file.kind(), file.link(), size, both);
    }
  }
}
