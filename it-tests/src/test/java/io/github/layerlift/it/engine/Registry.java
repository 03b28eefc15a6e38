package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry on a free port of the loopback interface, and a skopeo that pushes to it. */
public final class Registry implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("listening on ([\\d.]+:\\d+)");

  private final Machine machine;
  private final Skopeo skopeo;
  private final String address;

  private Registry(Machine machine, String address) {
    this.machine = machine;
    this.address = address;
    skopeo = Skopeo.ofOciArchives(machine);
  }

  /**
   * Starts a registry.
   *
   * @param root of the Debian release whose programs are taken
   * @param shared where the archives are
   */
  public static Registry start(Path root, Path shared) throws IOException {
    Machine machine = Machine.start(root, shared);
    try {
      Files.writeString(
          machine.state().resolve("registry.yml"),
          "version: 0.1\nlog: {level: info, formatter: json}\nhttp: {addr: \"127.0.0.1:0\"}\nstorage: {filesystem: {rootdirectory: "
              + Machine.STATE.resolve("registry") + "}}\n");
      machine.daemon(
          "registry.log",
          machine.command("docker-registry", "serve", Machine.STATE.resolve("registry.yml")),
          machine.command("grep", "-q", "listening on", Machine.STATE.resolve("registry.log")));
      Matcher listening =
          ADDRESS.matcher(Files.readString(machine.state().resolve("registry.log")));
      if (!listening.find()) {
        throw new IOException("the registry does not tell its address");
      }
      return new Registry(machine, listening.group(1));
    } catch (IOException | RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  /** The full name of an image here. */
  public String reference(String repository, String tag) {
    return address + "/" + repository + ":" + tag;
  }

  /** Pushes the image that has {@code tag} in an OCI archive, as it is. */
  public void push(Path archive, String tag, String reference) throws Refusal, IOException {
    skopeo.copy(
        "oci-archive:" + machine.inside(archive) + ":" + tag,
        "docker://" + reference,
        "--preserve-digests",
        "--dest-tls-verify=false");
  }

  /** The digest of a manifest, in hex, by the bytes that the registry gives. */
  public String digest(String reference) throws Refusal, IOException {
    return Sha256.of(skopeo.manifest("docker://" + reference, "--tls-verify=false"));
  }

  @Override
  public void close() {
    machine.close();
  }
}
