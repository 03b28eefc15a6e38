package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's registry answers 500 to foreign layers, as if it would do better later. */
class ForeignLayerTest {
  private static final String LAYER = Digest.of(new byte[3]).toString();
  private static final String URL = "https://mcr.example/layer";

  private final Clients clients = new Clients();
  private FakeRegistry registry;
  private Repository app;

  @BeforeEach
  void setUp() throws IOException {
    registry = new FakeRegistry();
    app = clients.plain(Clients.NOBODY).repository(registry.domain(), "app");
  }

  @AfterEach
  void tearDown() throws IOException {
    registry.close();
  }

  private LayerliftException refused(String layer, int status, String error) {
    registry.intercepted((request, content) -> {
      if (!request.method().equals("PUT")) {
        return Optional.empty();
      }
      content.readAll();
      return Optional.of(Reply.of(status).with(error));
    });
    byte[] manifest =
        ("{\"layers\":[{\"mediaType\":\"x\",\"digest\":\"y\"},{" + layer + "}]}").getBytes(UTF_8);
    return assertThrows(
        LayerliftException.class,
        () -> app.put("1.0", manifest, MediaTypes.MANIFEST, Digest.of(manifest)));
  }

  /** As docker-registry 2.8.2 answers. */
  private static String unknown(String digest) {
    return "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"unknown error\"},"
        + "{\"code\":\"UNKNOWN\",\"message\":\"unknown error\",\"detail\":{}},"
        + "{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"blob unknown to registry\",\"detail\":\""
        + digest + "\"}]}";
  }

  private static String layer(String mediaType, String rest) {
    return "\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + LAYER + "\"" + rest;
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 400})
  void put_foreignLayer_isRefusedAtOnceAndSaysWhy(int status) {
    LayerliftException fault = refused(
        layer("application/vnd.oci.image.layer.v1.tar", ",\"urls\":[\"" + URL + "\"]"),
        status,
        unknown(LAYER));
    assertEquals(ErrorCode.REGISTRY_REFUSED, fault.code());
    assertEquals(
        "the registry " + registry.domain() + " refused the upload of the manifest 1.0, because its"
            + " layer " + LAYER + " is a foreign one, to be fetched from " + URL
            + ": MANIFEST_BLOB_UNKNOWN, blob unknown to registry (HTTP " + status + ")",
        fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("validation.manifests.urls.allow"));
    assertEquals(List.of(), clients.waits());
  }

  @Test
  void put_foreignLayerWithoutAddress_isRefusedToo() {
    LayerliftException fault = refused(
        layer("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", ""),
        500,
        unknown(LAYER));
    assertTrue(fault.getMessage().contains("to be fetched from elsewhere: "), fault.getMessage());
    assertEquals(List.of(), clients.waits());
  }

  @Test
  void put_otherLayerUnknown_saysWhatTheRegistrySays() {
    LayerliftException fault = refused(layer("tar", ""), 400, unknown(LAYER));
    assertTrue(
        fault.getMessage().contains("manifest 1.0: MANIFEST_BLOB_UNKNOWN"), fault.getMessage());
    LayerliftException odd = refused("\"urls\":1", 400, unknown(LAYER));
    assertTrue(odd.getMessage().contains("manifest 1.0: MANIFEST_BLOB_UNKNOWN"), odd.getMessage());
  }

  @Test
  void put_failureOfTheServer_isTriedAgain() {
    String error = "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"unknown error\"}]}";
    LayerliftException fault =
        refused(layer("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", ""), 500, error);
    assertEquals(ErrorCode.REGISTRY_FAILED, fault.code());
    assertEquals(5, clients.waits().size());
  }
}
