package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static final byte[] BLOB = Clients.bytes(1000, 9);
  private static final Digest DIGEST = Digest.of(BLOB);
  private static final byte[] MANIFEST =
      ("{\"config\":{\"digest\":\"" + DIGEST + "\"}}").getBytes(UTF_8);
  private static final Digest MANIFEST_DIGEST = Digest.of(MANIFEST);

  private final Clients clients = new Clients();
  private FakeRegistry registry;
  private Registries registries;
  private Repository app;

  @BeforeEach
  void setUp() throws IOException {
    registry = new FakeRegistry();
    registries = clients.plain(Clients.NOBODY);
    app = registries.repository(registry.domain(), "me/app");
  }

  @AfterEach
  void tearDown() throws IOException {
    registries.close();
    registry.close();
  }

  private void uploadBlob() throws LayerliftException {
    app.upload(DIGEST, Clients.extent(BLOB), bytes -> {});
  }

  @Test
  void put_manifest_isThere() throws IOException {
    assertEquals(Optional.empty(), app.manifest("1.0"));
    assertTrue(app.manifestBytes("1.0").isEmpty());
    uploadBlob();
    assertFalse(app.put("1.0", MANIFEST, MediaTypes.MANIFEST, MANIFEST_DIGEST).subjectKnown());
    assertArrayEquals(MANIFEST, registry.manifest("me/app", "1.0"));
    assertEquals(Optional.of(MANIFEST_DIGEST), app.manifest("1.0"));
    assertArrayEquals(MANIFEST, app.manifestBytes("1.0").orElseThrow());
  }

  @Test
  void put_blobIsMissing_refusedInTheWordsOfTheRegistry() {
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> app.put("1.0", MANIFEST, MediaTypes.MANIFEST, MANIFEST_DIGEST));
    assertEquals(ErrorCode.REGISTRY_REFUSED, fault.code());
    assertTrue(fault.getMessage().contains("MANIFEST_BLOB_UNKNOWN"), fault.getMessage());
  }

  @Test
  void put_subject_tellsWhetherItIsKnown() throws IOException {
    registry.intercepted((request, content) -> {
      content.readAll();
      return Optional.of(Reply.of(201, "OCI-Subject", DIGEST.toString()));
    });
    assertTrue(app.put("1.0", MANIFEST, MediaTypes.MANIFEST, MANIFEST_DIGEST).subjectKnown());
  }

  @Test
  void put_otherDigestIsAnswered_fault() throws IOException {
    registry.intercepted((request, content) -> {
      content.readAll();
      return Optional.of(Reply.of(201, "Docker-Content-Digest", DIGEST.toString()));
    });
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> app.put("1.0", MANIFEST, MediaTypes.MANIFEST, MANIFEST_DIGEST));
    assertEquals(ErrorCode.REGISTRY_DIGEST, fault.code());
  }

  @Test
  void manifest_digestIsNotAnswered_hashed() throws IOException {
    registry.intercepted((request, content) -> Optional.of(Reply.of(200).with(MANIFEST)));
    assertEquals(Optional.of(MANIFEST_DIGEST), app.manifest("1.0"));
  }

  @Test
  void manifestBytes_otherContent_fault() throws IOException {
    registry.intercepted((request, content) -> Optional.of(Reply.of(200).with(BLOB)));
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> app.manifestBytes(MANIFEST_DIGEST.toString()));
    assertEquals(ErrorCode.REGISTRY_DIGEST, fault.code());
  }

  @Test
  void manifestBytes_tooLong_refused() throws IOException {
    registry.intercepted(
        (request, content) -> Optional.of(Reply.of(200).with(new byte[(4 << 20) + 1])));
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> app.manifestBytes("1.0"));
    assertEquals(ErrorCode.REGISTRY_REFUSED, fault.code());
    assertTrue(fault.getMessage().contains("4194304"), fault.getMessage());
  }

  @Test
  void mount_blobIsThere_nothingIsSent() throws IOException {
    uploadBlob();
    Repository other = registries.repository(registry.domain(), "me/other");
    assertFalse(other.hasBlob(DIGEST));
    assertTrue(other.mount(DIGEST, app));
    assertTrue(registry.hasBlob("me/other", DIGEST));
    assertEquals(1, registry.requests("PUT .*").size());
  }

  @Test
  void hasBlob_wasSeenOrBrought_isNotAskedAgain() throws IOException {
    assertFalse(app.hasBlob(DIGEST));
    assertEquals(Optional.empty(), app.holder(DIGEST));
    uploadBlob();
    assertTrue(app.hasBlob(DIGEST));
    assertTrue(registries.repository(registry.domain(), "me/app").hasBlob(DIGEST));
    assertEquals(1, registry.requests("HEAD .*").size());
    assertEquals(
        Optional.of(app), registries.repository(registry.domain(), "me/other").holder(DIGEST));
  }

  @Test
  void look_registryIsGone_throwsThoughItWasThere() throws IOException {
    registries.look(registry.domain());
    registry.close();
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> registries.look(registry.domain()));
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
  }

  @Test
  void mount_uploadIsOpenedInstead_used() throws IOException {
    registry.withoutMounts();
    uploadBlob();
    Repository other = registries.repository(registry.domain(), "me/other");
    assertFalse(other.mount(DIGEST, app));
    other.upload(DIGEST, Clients.extent(BLOB), bytes -> {});
    assertTrue(registry.hasBlob("me/other", DIGEST));
    assertEquals(1, registry.requests("POST /v2/me/other/.*").size());
  }

  @Test
  void mount_refused_false() throws IOException {
    uploadBlob();
    registry.intercepted((request, content) -> request.target().contains("mount=")
        ? Optional.of(Reply.error(403, "DENIED"))
        : Optional.empty());
    assertFalse(registries.repository(registry.domain(), "me/other").mount(DIGEST, app));
  }

  @Test
  void repository_onlyTls_saysSo() {
    registry.intercepted((request, content) ->
        Optional.of(Reply.of(400).with("Client sent an HTTP request to an HTTPS server.\n")));
    LayerliftException fault = assertThrows(LayerliftException.class, () -> app.hasBlob(DIGEST));
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
    assertEquals("leave out RegistryOptions.plainHttp", fault.hint().orElse(""));
  }

  @Test
  void repository_thisMachine_withoutTls_found() throws IOException {
    Registries secure =
        clients.with(RegistryOptions.builder().credentials(Clients.NOBODY).build());
    assertFalse(secure.repository(registry.domain(), "me/app").hasBlob(DIGEST));
    assertEquals(1, registry.requests("HEAD .*").size());
    secure.close();
  }
}
