package io.github.layerlift.it.push;

import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate and its key, as files that openssl has just made.
 *
 * @param file PEM
 * @param key PEM, PKCS #8
 */
record Certificate(Path file, Path key) {
  private static final String NEW_KEY = "rsa:2048";

  /** One that is its own authority. */
  static Certificate ofAuthority(Path folder, String name)
      throws IOException, InterruptedException {
    Certificate made = in(folder, name);
    Command.of("openssl", "req", "-x509", "-newkey", NEW_KEY, "-nodes", "-days", 2)
        .and("-subj", "/CN=" + name, "-keyout", made.key, "-out", made.file)
        .run()
        .orFail();
    return made;
  }

  /** One for a server at the address 127.0.0.1, by this authority. */
  Certificate issue(Path folder, String name) throws IOException, InterruptedException {
    Certificate made = in(folder, name);
    Path request = folder.resolve(name + ".csr");
    Path extensions = Files.writeString(
        folder.resolve(name + ".ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    Command.of("openssl", "req", "-new", "-newkey", NEW_KEY, "-nodes")
        .and("-subj", "/CN=" + name, "-keyout", made.key, "-out", request)
        .run()
        .orFail();
    Command.of("openssl", "x509", "-req", "-days", 2, "-CAcreateserial")
        .and("-CA", file, "-CAkey", key, "-extfile", extensions, "-in", request, "-out", made.file)
        .run()
        .orFail();
    return made;
  }

  private static Certificate in(Path folder, String name) {
    return new Certificate(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
  }
}
