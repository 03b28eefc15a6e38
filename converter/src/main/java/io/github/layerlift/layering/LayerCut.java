package io.github.layerlift.layering;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.EntryHeader;
import io.github.layerlift.tree.Inode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer, and what is cut out of it.
 *
 * @param gaps in their order
 */
record LayerCut(Stored layer, List<Gap> gaps) {
  LayerCut {
    gaps = List.copyOf(gaps);
  }

  /**
   * An entry with all its headers.
   *
   * @param start where the first of its headers is in the unpacked layer
   * @param end where the next entry starts
   * @param put what comes in its place; null if nothing does
   */
  record Gap(long start, long end, @Nullable Substitute put) {}

  /**
   * What is put in place of a hard link whose target goes.
   *
   * @param name its name
   * @param target another name of the file; null if this one gets the content
   */
  record Substitute(String name, @Nullable String target, Inode inode, Attributes attributes) {}

  /**
   * The layer without what is cut out; itself if that is nothing.
   *
   * @param stack all layers of the image, base first
   */
  Stored make(List<LayerCut> stack, Purge.Unpacker unpacker) throws IOException {
    if (gaps.isEmpty()) {
      return layer;
    }
    Extent plain = unpacker.plain(layer).extent();
    Set<ByteSource> sources = new LinkedHashSet<>(List.of(plain.source()));
    for (Gap gap : gaps) {
      if (gap.put != null && gap.put.target == null) {
        sources.add(origin(gap.put, stack, unpacker).source());
      }
    }
    Recipe.Builder recipe = new Recipe.Builder(List.copyOf(sources));
    long at = 0;
    for (Gap gap : gaps) {
      addRun(plain, at, gap.start, recipe);
      at = gap.end;
      if (gap.put != null) {
        recipe.add(part(gap.put, stack, unpacker));
      }
    }
    addRun(plain, at, plain.size(), recipe);
    return recipe.stored(layer.extent().entry());
  }

  private static void addRun(Extent plain, long start, long end, Recipe.Builder recipe) {
    if (end > start) {
      recipe.add(new Part.Run(plain.part(start, end - start)));
    }
  }

  private static Part part(Substitute put, List<LayerCut> stack, Purge.Unpacker unpacker)
      throws IOException {
    return put.target == null
        ? new Content(put, origin(put, stack, unpacker))
        : Part.entry(put.name, FileKind.HARD_LINK, put.target, put.attributes);
  }

  /** The content, wherever in the image it is. */
  private static Extent origin(Substitute put, List<LayerCut> stack, Purge.Unpacker unpacker)
      throws IOException {
    Inode inode = put.inode;
    Extent plain = unpacker.plain(stack.get(inode.layer() - 1).layer).extent();
    return plain.part(inode.offset(), inode.size());
  }

  /** The file under another of its names. */
  private record Content(Substitute put, Extent content) implements Part {
    @Override
    public byte[] head() {
      Inode inode = put.inode;
      return EntryHeader.of(put.name, inode.kind(), inode.link(), content.size(), put.attributes);
    }
  }
}
