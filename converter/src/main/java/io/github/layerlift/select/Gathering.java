package io.github.layerlift.select;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.GivenName;
import io.github.layerlift.image.IndexSource;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.PlatformJson;
import io.github.layerlift.layout.RootDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts images into one index: in the order of their platforms, then what attests them. Used once.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">the spec</a>
 */
final class Gathering {
  private static final String PLATFORM = "platform";

  /** The variant of each architecture that is meant if none is named. */
  private static final Map<String, String> VARIANTS =
      Map.of("amd64", "v1", "arm", "v7", "arm64", "v8");

  private final String name;
  private final LayerDigests digests;
  private final Map<String, Member> images = new TreeMap<>();
  private final Map<Digest, Member> others = new TreeMap<>(Comparator.comparing(Digest::hex));

  private Gathering(String name, LayerDigests digests) {
    this.name = name;
    this.digests = digests;
  }

  /**
   * A child of the index.
   *
   * @param listed the other fields of its descriptor
   */
  private record Member(Root root, Map<String, Json> listed) {}

  /** The index {@code name} of all images in {@code roots}, and the artifacts that are in none. */
  static List<Root> of(List<Root> roots, String name, LayerDigests digests, JsonReader json)
      throws LayerliftException {
    List<Reference> tags = List.of(new GivenName(name).name());
    Gathering gathering = new Gathering(name, digests);
    List<Root> gathered = new ArrayList<>();
    for (Root root : roots) {
      if (root instanceof Root.Image image) {
        gathering.add(image, image.platform(), Map.of(PLATFORM, PlatformJson.of(image.platform())));
      } else if (root instanceof Root.Index index) {
        gathering.addAll(index, json);
      } else {
        gathered.add(root.withTags(Naming.beside(root, tags)));
      }
    }
    gathered.add(0, gathering.index(tags));
    return gathered;
  }

  /** Adds what an index lists, under the same descriptors. */
  private void addAll(Root.Index index, JsonReader json) throws LayerliftException {
    Root.Document document = Objects.requireNonNull(index.document(), "an index of an archive");
    List<JsonFields> listed = json.read(document.bytes(), "the index").items("manifests");
    for (int i = 0; i < index.children().size(); i++) {
      Root child = index.children().get(i);
      Map<String, Json> fields = new LinkedHashMap<>(listed.get(i).object());
      Optional<Platform> platform = platform(fields);
      if (child instanceof Root.Image image && platform.isPresent()) {
        add(image, platform.get(), fields);
      } else {
        others.putIfAbsent(RootDigest.of(child, digests), new Member(child, fields));
      }
    }
  }

  private void add(Root.Image image, Platform platform, Map<String, Json> listed)
      throws LayerliftException {
    if (!platform.isComplete()) {
      throw Fault.of(
              ErrorCode.INDEX_PLATFORMS,
              "the image " + describe(image)
                  + " doesn't say what platform it is for, so it can't be part of an index")
          .hint(WayOut.of("an edit with ").set(Setting.EDIT_PLATFORM).then(" sets it"))
          .exception();
    }
    Member member = new Member(image, listed);
    String key = key(platform);
    Member other = images.putIfAbsent(key, member);
    if (other == null) {
      return;
    }
    if (!RootDigest.id(other.root, digests).equals(RootDigest.id(image, digests))) {
      throw Fault.of(
              ErrorCode.INDEX_PLATFORMS,
              "two images for " + platform
                  + (platform.osVersion().isEmpty() ? "" : " " + platform.osVersion())
                  + " can't be in one index: "
                  + describe((Root.Image) other.root) + " and " + describe(image))
          .hint(WayOut.of(Setting.CONVERT_SELECT, " takes one of them; ")
              .then("an edit with ")
              .set(Setting.EDIT_PLATFORM)
              .then(" corrects a wrong platform"))
          .exception();
    }
    if (other.root.document() == null) {
      images.put(key, member);
    }
  }

  private String describe(Root.Image image) {
    String id = RootDigest.id(image, digests).toString();
    return image.tags().isEmpty() ? id : image.tags().get(0) + " (" + id + ")";
  }

  private Root index(List<Reference> tags) throws LayerliftException {
    if (images.isEmpty()) {
      throw Fault.of(ErrorCode.NOTHING_SELECTED, "there is no image for the index " + name)
          .exception();
    }
    List<Member> members = new ArrayList<>(images.values());
    members.addAll(others.values());
    return new Root.Index(
        new IndexSource.Made(documents -> write(members, documents)),
        members.stream().map(Member::root).toList(),
        tags);
  }

  private static byte[] write(List<Member> members, List<Root.Document> documents) {
    JsonWriter out = new JsonWriter()
        .startObject()
        .field("schemaVersion", 2)
        .field("mediaType", MediaTypes.INDEX)
        .key("manifests")
        .startArray();
    for (int i = 0; i < members.size(); i++) {
      Root.Document document = documents.get(i);
      out.startObject()
          .field("mediaType", document.mediaType())
          .field("digest", Digest.of(document.bytes()).toString())
          .field("size", document.bytes().length);
      new Json.Obj(members.get(i).listed)
          .without("mediaType")
          .without("digest")
          .without("size")
          .fields()
          .forEach((key, value) -> out.key(key).value(value));
      out.endObject();
    }
    return out.endArray().endObject().bytes();
  }

  /**
   * What two images can't both be for; also their order.
   *
   * @see <a href="https://github.com/containerd/platforms/blob/v0.2.1/database.go">containerd</a>
   */
  private static String key(Platform platform) {
    String variant = platform.variant().isEmpty()
        ? VARIANTS.getOrDefault(platform.architecture(), "")
        : platform.variant();
    return String.join(" ", platform.os(), platform.architecture(), variant, platform.osVersion());
  }

  /** The platform that a descriptor tells; empty if it tells none. */
  private static Optional<Platform> platform(Map<String, Json> listed) {
    if (!(new Json.Obj(listed).field(PLATFORM) instanceof Json.Obj fields)) {
      return Optional.empty();
    }
    Platform platform = new Platform(
        text(fields, "os"),
        text(fields, "architecture"),
        text(fields, "variant"),
        text(fields, "os.version"));
    return platform.isComplete() ? Optional.of(platform) : Optional.empty();
  }

  private static String text(Json.Obj fields, String name) {
    return fields.field(name) instanceof Json.Str text ? text.value() : "";
  }
}
