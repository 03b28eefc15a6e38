package io.github.layerlift.it.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/** What copies and downloads do to the bytes of a file. */
final class Damage {
  private static final int BLOCK = 512;

  /** The size to which GNU tar and Docker round an archive up. */
  private static final int RECORD = 10_240;

  private Damage() {}

  /** An interrupted transfer. */
  static void cut(Path archive, Path other, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, cutAt(bytes.length, random)));
  }

  /** An interrupted one, whose file was padded to a tar of whole records again. */
  static void cutAndPad(Path archive, Path other, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    int length = cutAt(bytes.length, random);
    int end = (length + BLOCK - 1) / BLOCK * BLOCK + 2 * BLOCK;
    int padded = random.nextBoolean() ? end : (end + RECORD - 1) / RECORD * RECORD;
    Files.write(archive, Arrays.copyOf(Arrays.copyOf(bytes, length), padded));
  }

  /** Space was reserved for the whole file, and the rest never arrived. */
  static void zeroTail(Path archive, Path other, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    Arrays.fill(bytes, cutAt(bytes.length, random), bytes.length, (byte) 0);
    Files.write(archive, bytes);
  }

  /** A piece in the middle never arrived. */
  static void hole(Path archive, Path other, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    int piece = BLOCK << random.nextInt(5);
    int from = random.nextInt(bytes.length / piece + 1) * piece;
    Arrays.fill(
        bytes, Math.min(from, bytes.length), Math.min(from + piece, bytes.length), (byte) 0);
    Files.write(archive, bytes);
  }

  /** {@code cat a b}. */
  static void join(Path archive, Path other, Random random) throws IOException {
    Files.write(archive, Files.readAllBytes(other), StandardOpenOption.APPEND);
  }

  /** The same archive, once more. */
  static void joinToItself(Path archive, Path other, Random random) throws IOException {
    Files.write(archive, Files.readAllBytes(archive), StandardOpenOption.APPEND);
  }

  /** Joined by a tool that knew about end marks, and removed the first one. */
  static void joinWithoutEndMark(Path archive, Path other, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    Files.write(archive, Arrays.copyOf(bytes, (end + BLOCK - 1) / BLOCK * BLOCK));
    join(archive, other, random);
  }

  /** More zeros than any tool writes. */
  static void padWidely(Path archive, Path other, Random random) throws IOException {
    Files.write(archive, new byte[random.nextInt(1 << 20)], StandardOpenOption.APPEND);
  }

  /** What followed it on the disk or in the mail. */
  static void followByRubbish(Path archive, Path other, Random random) throws IOException {
    byte[] rubbish = new byte[1 + random.nextInt(3 * RECORD)];
    random.nextBytes(rubbish);
    Files.write(archive, rubbish, StandardOpenOption.APPEND);
  }

  /** FTP in text mode, for uploads or downloads. */
  static void translateLineEnds(Path archive, Path other, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 100);
    boolean toCrLf = random.nextBoolean();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' && toCrLf) {
        out.write('\r');
      }
      boolean dropped = !toCrLf && bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
      if (!dropped) {
        out.write(bytes[i]);
      }
    }
    Files.write(archive, out.toByteArray());
  }

  /** Anywhere, between two blocks, or at a typical buffer size of a disk or a network. */
  private static int cutAt(int length, Random random) {
    int at = random.nextInt(length);
    return switch (random.nextInt(4)) {
      case 0 -> at;
      case 1 -> at / 4096 * 4096;
      default -> at / BLOCK * BLOCK;
    };
  }
}
