package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folders that skopeo's {@code dir:} wrote: one image or index without a name, and its blobs by their digests.
 *
 * @see <a href="https://github.com/containers/image/blob/v5.29.0/directory/directory_transport.go">its source</a>
 */
final class DirFolder implements Dialect {
  static final String ID = "dir";

  static final String VERSION = "version";

  /** What follows the digest in the name of a manifest that an index lists. */
  private static final String LISTED = ".manifest.json";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean recognises(Archive archive) {
    return archive.isFile(DockerArchive.MANIFEST)
        && archive.isFile(VERSION)
        && archive.names().stream().anyMatch(Digest::isHex);
  }

  @Override
  public String lacking() {
    return "no version, manifest.json and blobs as of skopeo's dir:";
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    Extent manifest = archive
        .find(DockerArchive.MANIFEST)
        .orElseThrow(() -> Fault.of(
                ErrorCode.BLOB_MISSING, "\"" + DockerArchive.MANIFEST + "\" is a dangling link")
            .in(DockerArchive.MANIFEST)
            .exception());
    archive.find(VERSION);
    byte[] bytes = context.json().bytes(manifest);
    Digest top = Digest.of(bytes);
    OciBlobs blobs = new OciBlobs(archive, context, digest -> names(digest, top));
    List<Root> roots = new ArrayList<>();
    Untyped documents = new Untyped(blobs, context);
    Optional<Root> root = context.whole(
        () -> new Context.Label(List.of(), ""), () -> documents.read(bytes, manifest));
    root.ifPresent(roots::add);
    OciArchive.warnOfArtifacts(roots, documents.artifacts(), context);
    return roots;
  }

  private static List<String> names(Digest digest, Digest top) {
    return digest.equals(top)
        ? List.of(DockerArchive.MANIFEST)
        : List.of(digest.hex(), digest.hex() + LISTED);
  }
}
