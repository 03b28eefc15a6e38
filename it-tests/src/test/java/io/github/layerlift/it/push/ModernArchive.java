package io.github.layerlift.it.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * An OCI archive with an index of two platforms, an attestation of one, and an artifact about the index. Its JSON
 * is laid out as no program writes it, so that whoever writes it anew changes its digests.
 */
final class ModernArchive {
  private static final String IMAGE = "application/vnd.oci.image.";
  private static final String MANIFEST = IMAGE + "manifest.v1+json";

  private final Map<String, byte[]> blobs = new LinkedHashMap<>();
  private final Map<String, byte[]> manifests = new LinkedHashMap<>();
  private final String amd64;
  private final String index;

  ModernArchive(Path folder) throws IOException {
    amd64 = image(folder, "amd64");
    String arm64 = image(folder, "arm64");
    String attestation = attestation();
    String about = "\"annotations\" : { \"vnd.docker.reference.digest\" : \"" + amd64
        + "\", \"vnd.docker.reference.type\" : \"attestation-manifest\" }";
    index = manifest("{ \"schemaVersion\" : 2,\n\t\"mediaType\" : \"" + IMAGE + "index.v1+json\",\n"
        + "\"manifests\" : [\n" + child(amd64, "amd64", "linux", "\"annotations\" : {}") + ",\n"
        + child(arm64, "arm64", "linux", "\"annotations\" : {}") + ",\n"
        + child(attestation, "unknown", "unknown", about) + " ] }\n");
  }

  /** The digest of the index. */
  String index() {
    return index;
  }

  /** The digest of the config of one platform's image. */
  String idOfAmd64() {
    String manifest = new String(manifests.get(amd64), UTF_8);
    return manifest.replaceFirst("(?s).*\"config\" : \\{ \"digest\" : \"([^\"]*)\".*", "$1");
  }

  /** The index and all manifests by their digests. */
  Map<String, byte[]> manifests() {
    return manifests;
  }

  /** Writes it, with a name for the index. */
  Path write(Path archive, String name) throws IOException {
    String referrer = referrer();
    String named = ", \"annotations\" : { \"io.containerd.image.name\" : \"" + name
        + "\", \"org.opencontainers.image.ref.name\" : \"" + name.replaceFirst(".*:", "") + "\" }";
    String top = "{ \"schemaVersion\" : 2, \"manifests\" : [ "
        + descriptor(index, IMAGE + "index.v1+json", manifests.get(index).length, named) + ", "
        + descriptor(referrer, MANIFEST, manifests.get(referrer).length, "") + " ] }";
    CraftedImage.saveTar(archive, tar -> {
      tar.file("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}").file("index.json", top);
      for (Map<String, byte[]> all : List.of(blobs, manifests)) {
        for (Map.Entry<String, byte[]> blob : all.entrySet()) {
          tar.file("blobs/" + blob.getKey().replace(':', '/'), blob.getValue());
        }
      }
    });
    return archive;
  }

  private String image(Path folder, String architecture) throws IOException {
    Path tar = folder.resolve(architecture + ".tar");
    CraftedImage.saveTar(tar, layer -> layer.file("architecture", architecture));
    byte[] layer = Files.readAllBytes(tar);
    String config = "{ \"os\" : \"linux\",   \"architecture\" : \"" + architecture
        + "\",\n\"rootfs\" : { \"type\" : \"layers\", \"diff_ids\" : [ \"sha256:"
        + Sha256.of(layer) + "\" ] } }";
    return manifest(config, IMAGE + "layer.v1.tar+gzip", gzip(layer), "");
  }

  private String attestation() {
    String config = "{ \"os\" : \"unknown\", \"architecture\" : \"unknown\","
        + " \"rootfs\" : { \"type\" : \"layers\", \"diff_ids\" : [] } }";
    byte[] statement = "{ \"_type\" : \"https://in-toto.io/Statement/v0.1\" }".getBytes(UTF_8);
    return manifest(config, "application/vnd.in-toto+json", statement, "");
  }

  private String referrer() {
    String subject = ", \"subject\" : "
        + descriptor(index, IMAGE + "index.v1+json", manifests.get(index).length, "")
        + ", \"artifactType\" : \"text/spdx\"";
    return manifest("{}", "text/spdx", "SPDXVersion: SPDX-2.3".getBytes(UTF_8), subject);
  }

  private String manifest(String config, String layerType, byte[] layer, String more) {
    byte[] bytes = config.getBytes(UTF_8);
    String type =
        config.equals("{}") ? "application/vnd.oci.empty.v1+json" : IMAGE + "config.v1+json";
    return manifest(
        "{ \"schemaVersion\" : 2,\n\t\"mediaType\" : \"" + MANIFEST + "\",\n\t\"config\" : "
            + descriptor(blob(bytes), type, bytes.length, "") + ",\n\t\"layers\" : [ "
            + descriptor(blob(layer), layerType, layer.length, "") + " ]" + more + "\n}\n");
  }

  private String child(String digest, String architecture, String os, String more) {
    String platform = ", \"platform\" : { \"os\" : \"" + os + "\", \"architecture\" : \""
        + architecture + "\" }, " + more;
    return descriptor(digest, MANIFEST, manifests.get(digest).length, platform);
  }

  private static String descriptor(String digest, String type, int size, String more) {
    return "{ \"digest\" : \"" + digest + "\", \"mediaType\" : \"" + type + "\", \"size\" : " + size
        + more + " }";
  }

  private String blob(byte[] bytes) {
    return put(blobs, bytes);
  }

  private String manifest(String text) {
    return put(manifests, text.getBytes(UTF_8));
  }

  private static String put(Map<String, byte[]> where, byte[] bytes) {
    String digest = "sha256:" + Sha256.of(bytes);
    where.put(digest, bytes);
    return digest;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
