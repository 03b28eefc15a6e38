package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Archives that already hold an OCI image layout: what Docker 25 and later, buildx, skopeo and
 * podman write. Manifests and configs stay as they are. A {@code manifest.json} beside them adds
 * the tags and images that the index lacks.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image
 *     layout</a>
 */
final class OciArchive implements Dialect {
  static final String INDEX = "index.json";
  static final String LAYOUT = "oci-layout";

  private static final String HELM = "application/vnd.cncf.helm.config.v1+json";
  private static final String BLOBS = "blobs/sha256";

  private final DockerArchive docker = new DockerArchive(false);
  private final boolean asked;

  /**
   * @param asked whether the user says that it is one, so that {@code manifest.json} is ignored
   */
  OciArchive(boolean asked) {
    this.asked = asked;
  }

  @Override
  public String id() {
    return "oci-layout";
  }

  @Override
  public boolean recognises(Archive archive) {
    return archive.isFile(INDEX) && (archive.isFile(LAYOUT) || isUnmarked(archive));
  }

  /** Without its mark, a layout is known by its blobs, unless another list of images is there. */
  private boolean isUnmarked(Archive archive) {
    return (asked || !docker.recognises(archive)) && hasBlobs(archive);
  }

  static boolean hasBlobs(Archive archive) {
    return archive.names().stream().anyMatch(name -> name.startsWith(BLOBS));
  }

  @Override
  public String lacking() {
    return "no index.json of an OCI layout";
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    context.orElse(archive, () -> requireVersion(archive, context));
    List<Root.Image> listed = listed(archive, context);
    OciReader reader = new OciReader(new OciBlobs(archive, context), context);
    List<Root> roots = new ArrayList<>();
    for (JsonFields descriptor : descriptors(archive, context)) {
      try {
        roots.add(context.proof().require(reader.root(descriptor)));
      } catch (MalformedArchiveException | UnsupportedArchiveException e) {
        Context.Label label = Context.label(() -> reader.label(descriptor));
        if (!isListed(e, label.id(), listed, context)) {
          context.lose(() -> label, e);
        }
      }
    }
    if (archive.mayBeCut() && listed.isEmpty()) {
      context.warn(
          WarningCode.NO_END_MARK,
          "the archive doesn't end with a plain end mark; a manifest.json with more names may be"
              + " lost");
    }
    List<Root> all = HybridTags.join(roots, listed, context);
    if (!context.damage().any()) {
      requireSomething(all);
    }
    warnOfArtifacts(all, reader.artifacts(), context);
    return all;
  }

  /** What the index lists; in a damaged archive without one, what it would list. */
  private static List<JsonFields> descriptors(Archive archive, Context context)
      throws LayerliftException {
    Optional<List<JsonFields>> listed = context.orElse(
        Optional.empty(),
        () -> Optional.of(context.json().read(find(archive, INDEX)).items("manifests")));
    return listed.isPresent() ? listed.get() : UnlistedManifests.find(archive, context);
  }

  private List<Root.Image> listed(Archive archive, Context context) throws LayerliftException {
    if (!docker.recognises(archive)) {
      return List.of();
    }
    if (!asked) {
      return docker.list(archive, context);
    }
    context.warn(
        WarningCode.READ_AS,
        "\"" + DockerArchive.MANIFEST
            + "\" was not read, since the archive was to be read as oci; images and names only in it are not converted");
    return List.of();
  }

  private static void requireSomething(List<Root> all) throws LayerliftException {
    if (all.stream().allMatch(OciArchive::isEmpty)) {
      throw Fault.of(ErrorCode.NO_IMAGES, "the archive contains no images: its index is empty")
          .in(INDEX)
          .exception();
    }
  }

  /** No engine runs anything but an image. */
  static void warnOfArtifacts(List<Root> all, Set<String> types, Context context) {
    if (!types.isEmpty() && all.stream().noneMatch(OciArchive::hasImage)) {
      boolean chart = types.contains(HELM);
      context.warn(
          WarningCode.NO_IMAGE,
          "the archive contains no image, but "
              + (chart ? "a Helm chart" : "an artifact of type " + String.join(" or ", types))
              + ", which is copied unchanged; "
              + (chart ? "helm or oras" : "oras") + " can read it, engines can't");
    }
  }

  static boolean hasImage(Root root) {
    return root instanceof Root.Image
        || (root instanceof Root.Index index
            && index.children().stream().anyMatch(OciArchive::hasImage));
  }

  /** An index that lists nothing, or only such indexes. */
  private static boolean isEmpty(Root root) {
    return root instanceof Root.Index index
        && index.children().stream().allMatch(OciArchive::isEmpty);
  }

  /**
   * Docker 25.0.0 wrote manifests with wrong sizes, and without layers or with them in another order;
   * its {@code manifest.json} was correct.
   */
  private static boolean isListed(
      LayerliftException fault, String id, List<Root.Image> listed, Context context) {
    boolean known = fault.code() == ErrorCode.LAYER_COUNT
        || fault.code() == ErrorCode.DIFF_ID_MISMATCH
        || fault.code() == ErrorCode.BLOB_MISMATCH;
    // of a damaged archive, it must be this image that is listed there
    boolean there = context.damage().isCollected()
        ? listed.stream()
            .anyMatch(image -> HybridTags.configDigest(image).toString().equals(id))
        : !listed.isEmpty();
    if (known && there) {
      context.warn(
          WarningCode.INDEX_WRONG, fault.getMessage() + "; manifest.json was used instead");
    }
    return known && there;
  }

  private static Archive requireVersion(Archive archive, Context context)
      throws LayerliftException {
    if (!archive.isFile(LAYOUT)) {
      context.warn(
          WarningCode.NO_OCI_LAYOUT,
          "the file \"" + LAYOUT + "\" is missing, without which few tools recognise an OCI layout;"
              + " the output has one");
      return archive;
    }
    JsonFields layout = context.json().read(find(archive, LAYOUT));
    String version = layout.text("imageLayoutVersion");
    if (!version.equals("1.0.0")) {
      throw Fault.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "the image layout is of version \"" + version + "\", and only 1.0.0 is supported")
          .in(LAYOUT)
          .exception();
    }
    return archive;
  }

  private static Extent find(Archive archive, String name) throws LayerliftException {
    return archive
        .find(name)
        .orElseThrow(() -> Fault.of(
                ErrorCode.BLOB_MISSING,
                "\"" + name + "\" is "
                    + (archive.has(name) ? "a dangling link" : "missing, which lists the images"))
            .in(name)
            .exception());
  }
}
