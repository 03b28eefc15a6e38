package io.github.layerlift.it.machine;

import com.google.common.base.Suppliers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a release consists of, packed once for the whole run. */
public final class Release {
  private static final Supplier<Path> ONE = Suppliers.memoize(Release::packOne);

  private Release() {}

  /** The folder with all of it. */
  public static Path folder() {
    return ONE.get();
  }

  /** The file whose name has this ending. */
  public static Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + ending + " in " + folder()));
    }
  }

  /** The program with its own runtime. */
  public static Path program() throws IOException {
    return file("-linux-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".tar.gz");
  }

  public static String version() throws IOException {
    String name = file(".bom.json").getFileName().toString();
    return name.substring("layerlift-".length(), name.length() - ".bom.json".length());
  }

  /** Packs what was built into {@code out}. */
  public static void pack(Path out) throws IOException, InterruptedException {
    Command.of(Checkout.packaging(), "--packed", out).run().orFail();
  }

  private static Path packOne() {
    Path out = Checkout.target().resolve("a release");
    try {
      pack(out);
      return out;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no release to test", e);
    }
  }
}
