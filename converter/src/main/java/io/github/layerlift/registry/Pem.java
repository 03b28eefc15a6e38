package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text file in PEM has.
 *
 * @param blocks in the order of the file
 */
record Pem(List<Block> blocks) {
  /** One block, by its label such as {@code CERTIFICATE}. */
  record Block(String label, byte[] content) {}

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> KEYS = List.of("RSA", "EC", "Ed25519", "Ed448");

  /**
   * Reads a file; whatever isn't in a block is comment.
   *
   * @throws IOException if a block isn't base64
   */
  static Pem of(byte[] file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(file, US_ASCII));
    while (block.find()) {
      try {
        blocks.add(new Block(block.group(1), Base64.getMimeDecoder().decode(block.group(2))));
      } catch (IllegalArgumentException e) {
        // its message may have a character of a key
        throw new IOException("a block is damaged");
      }
    }
    return new Pem(List.copyOf(blocks));
  }

  List<X509Certificate> certificates() throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> all = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label().equals("CERTIFICATE")) {
        all.add((X509Certificate)
            factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    return all;
  }

  /** Whether there is a key that isn't in the form that is read here. */
  boolean hasOtherKey() {
    return blocks.stream()
        .anyMatch(
            block -> block.label().endsWith("PRIVATE KEY") && !block.label().equals("PRIVATE KEY"));
  }

  /** The key, if there is one in PKCS#8. */
  Optional<PrivateKey> key() throws GeneralSecurityException {
    for (Block block : blocks) {
      if (block.label().equals("PRIVATE KEY")) {
        return Optional.of(key(block.content()));
      }
    }
    return Optional.empty();
  }

  /** It names its algorithm, which only a factory for that algorithm reads. */
  private static PrivateKey key(byte[] content) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no algorithm");
    for (String algorithm : KEYS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }
}
