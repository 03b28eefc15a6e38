package io.github.layerlift.extract;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Picked;
import java.io.IOException;
import java.io.InputStream;

/**
 * A tar: folders, then files in the order in which layers have them, then links. So nothing in it
 * is ever below a link, and unpacking it is just as safe.
 */
final class TarExtract implements Extract {
  private final TarWriter tar;
  private final byte[] chunk = new byte[1 << 18];

  TarExtract(TarWriter tar) {
    this.tar = tar;
  }

  @Override
  public void write(Picked picked, LayerStack layers) throws IOException {
    for (Folder folder : picked.folders()) {
      layers.advance(0);
      tar.folder(folder.path(), folder.attributes());
    }
    layers.read(picked.files(), (file, content) -> write(file, content, layers));
    for (Leaf special : picked.specials()) {
      layers.advance(0);
      tar.leaf(special.path(), special.inode());
    }
    for (Leaf link : picked.symlinks()) {
      layers.advance(0);
      tar.leaf(link.path(), link.inode());
    }
    for (Leaf link : picked.hardLinks()) {
      layers.advance(0);
      tar.hardLink(
          link.path(), picked.firstName(link).orElse(link).path(), link.inode().attributes());
    }
  }

  @Override
  public void finish(Picked picked) throws IOException {
    tar.end();
  }

  @Override
  public void close() {}

  private void write(Leaf file, InputStream content, LayerStack layers) throws IOException {
    tar.leaf(file.path(), file.inode());
    for (long left = file.inode().size(); left > 0; ) {
      int count = content.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (count < 0) {
        throw Fault.of(ErrorCode.INPUT_CHANGED, "a layer was truncated while it was being read")
            .in(file.path())
            .exception();
      }
      tar.data(chunk, count);
      layers.advance(count);
      left -= count;
    }
    tar.pad(file.inode().size());
  }
}
