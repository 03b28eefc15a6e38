package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.options.RegistryOptionsBuilder;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are made by the JDK's keytool. */
class TlsTest {
  private static final String PASSWORD = "password";
  private static final Digest DIGEST = Digest.of(new byte[1]);

  @TempDir
  private static Path folder;

  private final List<Socket> plains = new CopyOnWriteArrayList<>();
  private FakeServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    make("server", "-ext", "san=ip:127.0.0.1");
    make("other", "-ext", "san=dns:other.example");
    make("client");
  }

  private static void make(String name, String... more) throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "x",
        "-keyalg",
        "EC",
        "-dname",
        "CN=x",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore made = store(name);
    Files.writeString(
        folder.resolve(name + ".crt"),
        pem("CERTIFICATE", made.getCertificate("x").getEncoded()));
    Files.writeString(
        folder.resolve(name + ".key"),
        pem("PRIVATE KEY", made.getKey("x", PASSWORD.toCharArray()).getEncoded()));
  }

  private static String pem(String label, byte[] content) {
    return "comment\n-----BEGIN " + label + "-----\n"
        + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + label + "-----\n";
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  @AfterEach
  void tearDown() throws IOException {
    if (server != null) {
      server.close();
    }
    for (Socket plain : plains) {
      plain.close();
    }
  }

  private String serve(String certificate, boolean wantsClient) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(certificate), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("x", store("client").getCertificate("x"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
      @Override
      public Socket accept() throws IOException {
        Socket plain = super.accept();
        plains.add(plain);
        // closed later than the TLS on it: what the client sent meanwhile would cost it the refusal
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false);
        tls.setNeedClientAuth(wantsClient);
        // in 1.3 the refusal comes after the handshake, and may be lost with the connection
        tls.setEnabledProtocols(new String[] {"TLSv1.2"});
        return tls;
      }
    };
    server = new FakeServer(
        socket, (request, content) -> Reply.of(request.path().equals("/v2/") ? 200 : 404));
    return server.domain();
  }

  private static RegistryOptionsBuilder options() {
    return RegistryOptions.builder().credentials(Clients.NOBODY);
  }

  private static boolean ask(String domain, RegistryOptionsBuilder options) throws IOException {
    try (Registries registries = new Clients().with(options.build())) {
      return registries.repository(domain, "app").hasBlob(DIGEST);
    }
  }

  private static LayerliftException fault(String domain, RegistryOptionsBuilder options) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> ask(domain, options));
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code(), fault.getMessage());
    return fault;
  }

  @Test
  void caFile_ofItsAuthority_trusted() throws Exception {
    String domain = serve("server", false);
    assertFalse(ask(domain, options().caFile(folder.resolve("server.crt"))));
    Path both = Files.writeString(
        folder.resolve("both.crt"),
        Files.readString(folder.resolve("other.crt"))
            + Files.readString(folder.resolve("server.crt")));
    assertFalse(ask(domain, options().caFile(both)));
  }

  @ParameterizedTest
  @CsvSource({
    "server, client, authority that is not known, RegistryOptions.caFile",
    "other, other, for another name, use a name"
  })
  void certificate_notAcceptable_saysWhy(String name, String authority, String said, String hint)
      throws Exception {
    String domain = serve(name, false);
    LayerliftException fault = fault(domain, options().caFile(folder.resolve(authority + ".crt")));
    assertTrue(fault.getMessage().contains(said), fault.getMessage());
    assertTrue(fault.hint().orElse("").contains(hint), fault.hint().orElse(""));
  }

  @Test
  void clientCertificate_demanded_shown() throws Exception {
    String domain = serve("server", true);
    RegistryOptionsBuilder trusting = options().caFile(folder.resolve("server.crt"));
    Path pem = Files.writeString(
        folder.resolve("client.pem"),
        Files.readString(folder.resolve("client.key"))
            + Files.readString(folder.resolve("client.crt")));
    assertFalse(ask(domain, trusting.clientCertificate(pem)));
    assertFalse(ask(domain, trusting.clientCertificate(withoutPassword())));
  }

  @Test
  void clientCertificate_missing_saysSo() throws Exception {
    String domain = serve("server", true);
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> ask(domain, options().caFile(folder.resolve("server.crt"))));
    assertTrue(
        fault.hint().orElse("").contains("RegistryOptions.clientCertificate"), fault.getMessage());
  }

  private static Path withoutPassword() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    KeyStore client = store("client");
    store.setKeyEntry(
        "x",
        client.getKey("x", PASSWORD.toCharArray()),
        new char[0],
        client.getCertificateChain("x"));
    Path file = folder.resolve("client-open.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, new char[0]);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"client.crt", "client.key", "client.p12", "old.pem", "damaged.pem"})
  void clientCertificate_unfitFile_fault(String name) throws Exception {
    Files.writeString(folder.resolve("old.pem"), pem("RSA PRIVATE KEY", new byte[9]));
    Files.writeString(folder.resolve("damaged.pem"), pem("PRIVATE KEY", new byte[9]));
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> ask("127.0.0.1:1", options().clientCertificate(folder.resolve(name))));
    assertEquals(ErrorCode.CREDENTIALS_UNREADABLE, fault.code());
    assertTrue(fault.getMessage().contains(name), fault.getMessage());
  }

  @Test
  void caFile_unfitFile_fault() throws Exception {
    LayerliftException none = assertThrows(
        LayerliftException.class,
        () -> ask("127.0.0.1:1", options().caFile(folder.resolve("client.key"))));
    assertEquals(ErrorCode.CREDENTIALS_UNREADABLE, none.code());
    LayerliftException absent = assertThrows(
        LayerliftException.class,
        () -> ask("127.0.0.1:1", options().caFile(folder.resolve("absent"))));
    assertEquals(ErrorCode.INPUT_UNREADABLE, absent.code());
  }

  @Test
  void registry_withoutTls_saysSo() throws Exception {
    try (FakeRegistry plain = new FakeRegistry()) {
      Call call = Call.of("GET", URI.create("https://" + plain.domain() + "/v2/"));
      IOException broken =
          assertThrows(IOException.class, () -> new Clients().transport().send(call));
      LayerliftException fault = new Faults("r").of(broken, "the first request");
      assertTrue(fault.hint().orElse("").contains("RegistryOptions.plainHttp"), fault.getMessage());
    }
  }
}
