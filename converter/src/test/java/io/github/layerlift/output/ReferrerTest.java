package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.layout.RootBlobs.Manifest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list of what refers to an image, as clients keep it for registries that don't. */
class ReferrerTest {
  private static final Digest SUBJECT = Digest.of("subject".getBytes(UTF_8));
  private static final String ABOUT =
      "\"subject\":{\"mediaType\":\"x\",\"digest\":\"" + SUBJECT + "\",\"size\":7}";

  private static Optional<Referrer> of(String json) throws LayerliftException {
    byte[] bytes = json.getBytes(UTF_8);
    return Referrer.of(new Manifest(Digest.of(bytes), MediaTypes.MANIFEST), bytes);
  }

  private static Referrer about(String fields) throws LayerliftException {
    return of("{" + fields + ABOUT + "}").orElseThrow();
  }

  private static String added(Referrer referrer, Optional<String> list) throws LayerliftException {
    return new String(referrer.addedTo(list.map(text -> text.getBytes(UTF_8))), UTF_8);
  }

  private static String list(String manifests) {
    return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
        + "\"manifests\":[" + manifests + "]}";
  }

  private static String described(Referrer referrer, String more) {
    return "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
        + referrer.manifest().digest() + "\",\"size\":" + referrer.bytes().length + more + "}";
  }

  @Test
  void of_manifestWithoutSubject_isNone() throws LayerliftException {
    assertEquals(Optional.empty(), of("{\"schemaVersion\":2}"));
    assertEquals(Optional.empty(), of("{\"subject\":{\"digest\":\"sha512:0\"}}"));
  }

  @Test
  void tag_isTheDigestWithADash() throws LayerliftException {
    assertEquals("sha256-" + SUBJECT.hex(), about("").tag());
  }

  @Test
  void addedTo_noList_makesOneWithTypeAndAnnotations() throws LayerliftException {
    Referrer signature = about(
        "\"artifactType\":\"a/sig\",\"config\":{\"mediaType\":\"c/x\"},\"annotations\":{\"k\":\"v\"},");
    assertEquals(
        list(described(signature, ",\"artifactType\":\"a/sig\",\"annotations\":{\"k\":\"v\"}")),
        added(signature, Optional.empty()));
  }

  @Test
  void addedTo_manifestWithoutArtifactType_hasThatOfItsConfig() throws LayerliftException {
    Referrer signature = about("\"config\":{\"mediaType\":\"c/x\"},");
    assertEquals(
        list(described(signature, ",\"artifactType\":\"c/x\"")),
        added(signature, Optional.empty()));
    assertEquals(list(described(about(""), "")), added(about(""), Optional.empty()));
  }

  @Test
  void addedTo_listOfOthers_keepsThemFirst() throws LayerliftException {
    String other = "{\"digest\":\"sha256:" + "b".repeat(64)
        + "\",\"size\":1,\"x\":1.50,\"annotations\":{\"z\":\"\",\"a\":\"\"}}";
    assertEquals(
        list(other + "," + described(about(""), "")), added(about(""), Optional.of(list(other))));
  }

  @Test
  void addedTo_listWithItself_keepsAllBytes() throws LayerliftException {
    byte[] list = (" " + list(described(about(""), ",\"x\":1")) + "\n").getBytes(UTF_8);
    assertArrayEquals(list, about("").addedTo(Optional.of(list)));
    byte[] made = about("").addedTo(Optional.empty());
    assertArrayEquals(made, about("").addedTo(Optional.of(made)));
  }

  @Test
  void addedTo_listThatIsNoJson_isRefused() throws LayerliftException {
    Referrer referrer = about("");
    assertThrows(LayerliftException.class, () -> added(referrer, Optional.of("<html>")));
  }
}
