package io.github.layerlift.it.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the checkout that the tests run from. */
public final class Checkout {
  private static final Path HOME = findHome();

  private Checkout() {}

  /** The program under test. */
  public static Path convert() {
    String given = System.getProperty("layerlift.convert");
    return given == null ? HOME.resolve("bin/convert") : Path.of(given);
  }

  /** The program with all its commands. */
  public static Path layerlift() {
    return convert().resolveSibling("layerlift");
  }

  public static Path samples() {
    return HOME.resolve("samples");
  }

  public static Path docs() {
    return HOME.resolve("docs");
  }

  /** The script that installs, starts and stops engines. */
  public static Path engines() {
    return HOME.resolve("it-tests/engines.sh");
  }

  /** The script that packs what was built. */
  public static Path packaging() {
    return HOME.resolve("packaging/dist.sh");
  }

  /** Builds Maven projects. */
  public static Path mvnw() {
    return HOME.resolve("mvnw");
  }

  /** What GitHub runs for this project. */
  public static Path workflows() {
    return HOME.resolve(".github/workflows");
  }

  /** The script that checks a CI file with its system's own parser. */
  public static Path ciSchemas() {
    return HOME.resolve("it-tests/ci-schemas.sh");
  }

  /** The page that says which engine accepts what. */
  public static Path compatibility() {
    return HOME.resolve("docs/measured/compatibility.md");
  }

  /** Where failing tests leave files for people to examine. */
  public static Path target() {
    return HOME.resolve("it-tests/target");
  }

  private static Path findHome() {
    String given = System.getProperty("layerlift.home", System.getProperty("user.dir"));
    Path folder = Path.of(given).toAbsolutePath().normalize();
    while (!Files.exists(folder.resolve("bin/convert"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no bin/convert above " + given);
      }
    }
    return folder;
  }
}
