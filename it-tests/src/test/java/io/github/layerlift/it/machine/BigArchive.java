package io.github.layerlift.it.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Writes a legacy archive of any size in no time and with hardly any disk space: its layers hold
 * one file each, full of zeros, which are holes in the archive.
 */
public final class BigArchive {
  private static final int BLOCK = 512;

  /** The two blocks that end a tar. */
  private static final int END = 2 * BLOCK;

  private static final byte[] ZEROS = new byte[1 << 20];

  private BigArchive() {}

  /** Writes an image {@code name} of {@code layers} layers with {@code size} bytes in each. */
  public static void write(Path archive, String name, int layers, long size) throws IOException {
    try (FileChannel out = FileChannel.open(
        archive,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE,
        StandardOpenOption.SPARSE)) {
      List<String> paths = new ArrayList<>();
      List<String> diffIds = new ArrayList<>();
      for (int i = 0; i < layers; i++) {
        byte[] header = header("zeros-" + i, size + i);
        String diffId = digest(header, padded(size + i) + END);
        String path = Sha256.of((name + i).getBytes(UTF_8)) + "/layer.tar";
        put(out, header(path, BLOCK + padded(size + i) + END));
        put(out, header);
        skip(out, padded(size + i) + END);
        paths.add(path);
        diffIds.add("sha256:" + diffId);
      }
      file(out, "config.json", config(diffIds));
      file(out, "manifest.json", manifest(name, paths));
      put(out, new byte[END]);
    }
  }

  private static byte[] config(List<String> diffIds) {
    return Json.bytes(Map.of(
        "architecture",
        "amd64",
        "os",
        "linux",
        "config",
        Map.of("Cmd", List.of("/none")),
        "rootfs",
        Map.of("type", "layers", "diff_ids", diffIds)));
  }

  private static byte[] manifest(String name, List<String> paths) {
    return Json.bytes(
        List.of(Map.of("Config", "config.json", "RepoTags", List.of(name), "Layers", paths)));
  }

  private static void file(FileChannel out, String name, byte[] bytes) throws IOException {
    put(out, header(name, bytes.length));
    put(out, bytes);
    skip(out, padded(bytes.length) - bytes.length);
  }

  private static byte[] header(String name, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(0);
    byte[] header = new byte[BLOCK];
    entry.writeEntryHeader(header);
    return header;
  }

  private static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** The digest of {@code header} and the given number of zeros. */
  private static String digest(byte[] header, long zeros) {
    MessageDigest digest = Sha256.digest();
    digest.update(header);
    for (long left = zeros; left > 0; left -= ZEROS.length) {
      digest.update(ZEROS, 0, (int) Math.min(left, ZEROS.length));
    }
    return Sha256.hex(digest);
  }

  private static void put(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private static void skip(FileChannel out, long bytes) throws IOException {
    out.position(out.position() + bytes);
  }
}
