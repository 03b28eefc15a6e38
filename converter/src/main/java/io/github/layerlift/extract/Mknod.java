package io.github.layerlift.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Inode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Creates devices and FIFOs with the system's own program, since Java can't. */
final class Mknod {
  private Mknod() {}

  static void make(Path path, Inode inode) throws IOException {
    String name = ByteNames.of(path.toAbsolutePath());
    String mode = Integer.toOctalString(inode.attributes().mode());
    List<String> words = new ArrayList<>(List.of("mknod", "-m", mode, name, type(inode.kind())));
    if (inode.kind() != FileKind.FIFO) {
      words.add(Integer.toString(inode.attributes().major()));
      words.add(Integer.toString(inode.attributes().minor()));
    }
    run(words);
    // Java would open it, and a FIFO would block until its other end is open
    run(List.of("touch", "-h", "-d", "@" + inode.attributes().seconds(), name));
  }

  /** Java encodes arguments with the locale's charset; so they go through a program that takes bytes. */
  private static void run(List<String> words) throws IOException {
    Process process =
        new ProcessBuilder("xargs", "-0", "env").redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(ByteNames.bytes(String.join("\0", words) + '\0'));
    }
    String says = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (end(process) != 0) {
      throw new IOException(says);
    }
  }

  private static String type(FileKind kind) {
    return switch (kind) {
      case CHARACTER_DEVICE -> "c";
      case BLOCK_DEVICE -> "b";
      case FIFO -> "p";
      default -> throw new IllegalArgumentException("no special file: " + kind);
    };
  }

  private static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
