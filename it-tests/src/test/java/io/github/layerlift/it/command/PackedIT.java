package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However an archive is packed by the usual programs, the output is the same; and they read packed outputs. */
@ExtendWith(EngineExtension.class)
final class PackedIT {
  @TempDir
  private Path folder;

  private Path plain;

  @BeforeEach
  void convertPlain() throws Exception {
    plain = Samples.convert(Samples.HELLO, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip -1", "bzip2", "xz -0", "xz -9", "zstd -1", "zstd -19 --no-check"})
  void convert_packedArchive_givesTheSameBytes(String program) throws Exception {
    Path packed = folder.resolve("packed");
    shell(program + " -c " + Samples.path(Samples.HELLO) + " >" + packed);

    Path modern = folder.resolve("modern.tar");
    Launcher.convert(packed, modern);

    assertEquals(-1, Files.mismatch(plain, modern));
  }

  @Test
  void convert_severalGzipMembers_givesTheSameBytes() throws Exception {
    Path legacy = Samples.path(Samples.HELLO);
    Path packed = folder.resolve("packed");
    shell("{ head -c 100000 " + legacy + " | gzip; tail -c +100001 " + legacy + " | gzip; } >"
        + packed);

    Path modern = folder.resolve("modern.tar");
    Launcher.convert(packed, modern);

    assertEquals(-1, Files.mismatch(plain, modern));
  }

  @Test
  void convert_unpackedFolder_givesTheSameBytes() throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    shell("tar -C " + unpacked + " -xf " + Samples.path(Samples.HELLO));

    Path modern = folder.resolve("modern.tar");
    Launcher.convert(unpacked, modern);

    assertEquals(-1, Files.mismatch(plain, modern));
  }

  @Test
  void convert_throughPipes_givesTheSameBytes() throws Exception {
    Path modern = folder.resolve("modern.tar");
    shell("cat " + Samples.path(Samples.HELLO) + " | " + Checkout.convert() + " - - | cat >"
        + modern);

    assertEquals(-1, Files.mismatch(plain, modern));
  }

  @Test
  void convert_namedPipe_givesTheSameBytes() throws Exception {
    Path modern = folder.resolve("modern.tar");
    Path pipe = folder.resolve("pipe");
    shell("mkfifo " + pipe + "; { cat " + Samples.path(Samples.HELLO) + " >" + pipe + "; } & "
        + Checkout.convert() + " " + pipe + " " + modern + "; wait");

    assertEquals(-1, Files.mismatch(plain, modern));
  }

  @ParameterizedTest
  @CsvSource({"tar.gz,gzip", "tgz,gzip", "tar.zst,zstd", "tar.xz,xz"})
  void convert_packedOutput_unpacksToTheSameBytes(String suffix, String program) throws Exception {
    Path modern = folder.resolve("packed." + suffix);
    Launcher.convert(Samples.path(Samples.HELLO), modern);

    Path unpacked = folder.resolve("unpacked.tar");
    shell(program + " -dc <" + modern + " >" + unpacked);
    assertEquals(-1, Files.mismatch(plain, unpacked));
  }

  private static void shell(String script) throws Exception {
    Command.of("bash", "-c", "set -eo pipefail; " + script).run().orFail();
  }
}
