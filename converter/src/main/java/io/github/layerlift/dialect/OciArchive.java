package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.Extent;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonView;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.MalformedArchiveException;
import java.util.ArrayList;
import java.util.List;

/**
 * Archives that hold an OCI image layout already: what Docker 25 and later, buildx, skopeo and
 * podman write. Manifests and configs stay as they are. A {@code manifest.json} beside them adds
 * the tags and images that the index lacks.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image
 *     layout</a>
 */
final class OciArchive implements Dialect {
  static final String INDEX = "index.json";
  static final String LAYOUT = "oci-layout";

  private final DockerArchive docker = new DockerArchive();

  @Override
  public String id() {
    return "oci-layout";
  }

  @Override
  public boolean recognises(Archive archive) {
    return archive.isFile(LAYOUT) && archive.isFile(INDEX);
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    requireVersion(archive, context);
    List<Root.Image> listed =
        docker.recognises(archive) ? docker.list(archive, context) : List.of();
    OciReader reader = new OciReader(archive, context);
    List<Root> roots = new ArrayList<>();
    JsonView index = context.json().read(find(archive, INDEX));
    for (JsonView descriptor : index.items("manifests")) {
      try {
        roots.add(reader.root(descriptor));
      } catch (MalformedArchiveException e) {
        requireListed(e, listed, context);
      }
    }
    if (archive.mayBeCut() && listed.isEmpty()) {
      context
          .warnings()
          .add(
              "no-end-mark",
              "the archive doesn't end with a plain end mark; a manifest.json with more names may be"
                  + " lost");
    }
    List<Root> all = HybridTags.join(roots, listed, context);
    if (all.stream().allMatch(OciArchive::isEmpty)) {
      throw Fault.of(ErrorCode.NO_IMAGES, "the archive holds no image: its index is empty")
          .in(INDEX)
          .exception();
    }
    return all;
  }

  /** An index that lists nothing, or only such indexes. */
  private static boolean isEmpty(Root root) {
    return root instanceof Root.Index index
        && index.children().stream().allMatch(OciArchive::isEmpty);
  }

  /**
   * Docker 25.0.0 wrote manifests with wrong sizes, and without layers or with them in another order;
   * its {@code manifest.json} was right.
   */
  private static void requireListed(
      MalformedArchiveException fault, List<Root.Image> listed, Context context)
      throws LayerliftException {
    boolean known = fault.code() == ErrorCode.LAYER_COUNT
        || fault.code() == ErrorCode.DIFF_ID_MISMATCH
        || fault.code() == ErrorCode.BLOB_MISMATCH;
    if (listed.isEmpty() || !known) {
      throw fault;
    }
    context.warnings().add("index-wrong", fault.getMessage() + "; manifest.json was taken instead");
  }

  private static void requireVersion(Archive archive, Context context) throws LayerliftException {
    JsonView layout = context.json().read(find(archive, LAYOUT));
    String version = layout.text("imageLayoutVersion");
    if (!version.equals("1.0.0")) {
      throw Fault.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "the image layout is of version \"" + version + "\", and only 1.0.0 is known")
          .in(LAYOUT)
          .exception();
    }
  }

  private static Extent find(Archive archive, String name) throws LayerliftException {
    return archive
        .find(name)
        .orElseThrow(() -> Fault.of(ErrorCode.BLOB_MISSING, "\"" + name + "\" is a link to nothing")
            .in(name)
            .exception());
  }
}
