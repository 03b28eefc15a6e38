package io.github.layerlift.registry;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.text.ShellWord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom to trust, and what to show to those who ask. */
final class Trust {
  private static final int MAX_FILE = 4 << 20;
  private static final char[] NO_PASSWORD = {};

  /** DER, and so PKCS#12, starts with a sequence. */
  private static final byte SEQUENCE = 0x30;

  private Trust() {}

  /** What TLS connections need; empty if Java's own settings do. */
  static Optional<SSLContext> of(RegistryOptions options) throws LayerliftException {
    if (options.caFile().isEmpty() && options.clientCertificate().isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          options.clientCertificate().isPresent()
              ? shown(options.clientCertificate().get())
              : null,
          options.caFile().isPresent() ? trusted(options.caFile().get()) : null,
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** The authorities that Java trusts, and those in {@code file}. */
  private static TrustManager[] trusted(Path file) throws LayerliftException {
    byte[] content = read(file);
    try {
      List<X509Certificate> own = Pem.of(content).certificates();
      if (own.isEmpty()) {
        throw unfit(file, "has no certificate in PEM", null)
            .hint("it should have one or more blocks that start with -----BEGIN CERTIFICATE-----")
            .exception();
      }
      KeyStore all = empty();
      for (TrustManager system : managers(null)) {
        if (system instanceof X509TrustManager known) {
          add(all, Arrays.asList(known.getAcceptedIssuers()));
        }
      }
      add(all, own);
      return managers(all);
    } catch (LayerliftException e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw unfit(file, "has a certificate that can't be read", e)
          .hint("see what is in it: openssl x509 -noout -text -in " + ShellWord.of(file.toString()))
          .exception(e);
    }
  }

  private static void add(KeyStore store, List<X509Certificate> certificates)
      throws GeneralSecurityException {
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] shown(Path file) throws LayerliftException {
    byte[] content = read(file);
    try {
      KeyStore store =
          content.length > 0 && content[0] == SEQUENCE ? pkcs12(content) : pem(file, content);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (LayerliftException e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw unfit(file, "can't be read as a certificate with its key", e)
          .hint(
              "it should be PEM with a certificate and a key of PKCS#8, or PKCS#12 without a password")
          .exception(e);
    }
  }

  private static KeyStore pkcs12(byte[] content) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(content), NO_PASSWORD);
    return store;
  }

  private static KeyStore pem(Path file, byte[] content)
      throws GeneralSecurityException, IOException {
    Pem pem = Pem.of(content);
    List<X509Certificate> chain = pem.certificates();
    Optional<PrivateKey> key = pem.key();
    if (key.isEmpty() && pem.hasOtherKey()) {
      String path = ShellWord.of(file.toString());
      throw unfit(file, "has a key that is encrypted or of an old form", null)
          .hint(
              WayOut.of("make a file with a key of PKCS#8: (openssl pkcs8 -topk8 -nodes -in " + path
                  + "; openssl crl2pkcs7 -nocrl -certfile " + path
                  + " | openssl pkcs7 -print_certs) >NEW"))
          .exception();
    }
    if (key.isEmpty() || chain.isEmpty()) {
      throw unfit(file, "lacks a certificate or its key", null)
          .hint("put both into one file: cat CERTIFICATE KEY >NEW")
          .exception();
    }
    KeyStore store = empty();
    store.setKeyEntry("client", key.get(), NO_PASSWORD, chain.toArray(new X509Certificate[0]));
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("an empty store reads nothing", e);
    }
  }

  private static byte[] read(Path file) throws LayerliftException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_FILE);
    } catch (IOException e) {
      throw Fault.of(ErrorCode.INPUT_UNREADABLE, file + " can't be read: " + Reason.of(e))
          .hint("check its path, owner and permissions")
          .exception(e);
    }
  }

  private static Fault unfit(Path file, String what, @Nullable Exception cause) {
    return Fault.of(
        ErrorCode.CREDENTIALS_UNREADABLE,
        file + " " + what + (cause == null ? "" : ": " + Reason.of(cause)));
  }
}
