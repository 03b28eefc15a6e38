package io.github.layerlift.it.transfer;

import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What common tools do to an archive. */
final class Repacked {
  private static final List<String> GNU_FORMATS = List.of("gnu", "ustar", "pax", "oldgnu", "v7");
  private static final List<String> BSD_FORMATS =
      List.of("pax", "ustar", "gnutar", "pax --options xattrheader=LIBARCHIVE");
  private static final List<String> PACKERS =
      List.of("gzip -n", "bzip2", "xz -0", "zstd -q --rm", "gzip -n | gzip");

  private Repacked() {}

  static void byGnuTar(Path archive, Path other, Random random) throws Exception {
    String what = List.of(
            ".", "*", "--sort=name .", "--sparse .", "--hard-dereference *", "-h *", "-b 2048 .")
        .get(random.nextInt(7));
    String format = GNU_FORMATS.get(random.nextInt(GNU_FORMATS.size()));
    shell(
        archive,
        other,
        "mkdir d; tar -xf \"$1\" -C d; cd d; tar --format="
            + (what.startsWith("--sparse") ? "gnu" : format)
            + " -cf \"$1\" "
            + what);
  }

  static void byBsdTar(Path archive, Path other, Random random) throws Exception {
    shell(
        archive,
        other,
        "mkdir d; bsdtar -xf \"$1\" -C d; cd d; bsdtar -cf \"$1\" --format "
            + BSD_FORMATS.get(random.nextInt(BSD_FORMATS.size()))
            + (random.nextBoolean() ? " *" : " ."));
  }

  static void bySevenZip(Path archive, Path other, Random random) throws Exception {
    shell(
        archive,
        other,
        "mkdir d; tar -xf \"$1\" -C d; rm \"$1\"; cd d; 7z a -ttar "
            + (random.nextBoolean() ? "-mm=gnu " : "-mm=pax ")
            + "\"$1\" . >/dev/null");
  }

  /** A newer {@code repositories} or {@code manifest.json} after the first. */
  static void appended(Path archive, Path other, Random random) throws Exception {
    String file = random.nextBoolean() ? "repositories" : "manifest.json";
    shell(
        archive,
        other,
        "mkdir d; tar -xf \"$2\" -C d; [ ! -e d/" + file + " ] || tar -rf \"$1\" -C d " + file);
  }

  static void concatenated(Path archive, Path other, Random random) throws Exception {
    shell(archive, other, "tar -Af \"$1\" \"$2\"");
  }

  static void deleted(Path archive, Path other, Random random) throws Exception {
    String file =
        List.of("repositories", "manifest.json", "index.json", "oci-layout").get(random.nextInt(4));
    shell(archive, other, "tar --delete -f \"$1\" " + file + " 2>/dev/null || true");
  }

  static void packed(Path archive, Path other, Random random) throws Exception {
    shell(archive, other, pack(random));
  }

  static void packedAndCut(Path archive, Path other, Random random) throws Exception {
    shell(archive, other, pack(random));
    Damage.cut(archive, other, random);
  }

  static void packedAndFollowed(Path archive, Path other, Random random) throws Exception {
    shell(archive, other, pack(random));
    if (random.nextBoolean()) {
      Damage.padWidely(archive, other, random);
    } else {
      Damage.followByRubbish(archive, other, random);
    }
  }

  /** {@code cat a.gz b.gz}. */
  static void packedAndJoined(Path archive, Path other, Random random) throws Exception {
    shell(archive, other, "gzip -n <\"$1\" >p; gzip -n <\"$2\" >>p; cat p >\"$1\"");
  }

  private static String pack(Random random) {
    String packer = PACKERS.get(random.nextInt(PACKERS.size())).replace(" --rm", "");
    return packer + " <\"$1\" >p; cat p >\"$1\"";
  }

  /** Runs {@code script} in an empty folder; $1 is the archive, $2 the other one. */
  private static void shell(Path archive, Path other, String script)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(archive.toAbsolutePath().getParent(), "repack");
    Command.of("sh", "-ec", "cd \"$0\"; " + script, folder, archive, other)
        .run()
        .orFail();
    Command.of("rm", "-rf", folder).run().orFail();
  }
}
