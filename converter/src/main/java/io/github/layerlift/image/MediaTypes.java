package io.github.layerlift.image;

/**
 * Media types of the <a
 * href="https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md">OCI image
 * spec</a>, and Docker's older ones for the same things.
 */
public final class MediaTypes {
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  /** A manifest list, Docker's index. */
  public static final String DOCKER_INDEX =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

  private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
  private static final String FOREIGN = "application/vnd.oci.image.layer.nondistributable.v1.tar";
  private static final String DOCKER_FOREIGN =
      "application/vnd.docker.image.rootfs.foreign.diff.tar";

  private MediaTypes() {}

  /**
   * The type of a layer packed with {@code compression}.
   *
   * @throws IllegalArgumentException for bzip2 and xz, which have none
   */
  public static String layer(Compression compression) {
    return switch (compression) {
      case NONE -> LAYER;
      case GZIP -> LAYER + "+gzip";
      case ZSTD -> LAYER + "+zstd";
      case BZIP2, XZ -> throw new IllegalArgumentException("no media type for " + compression);
    };
  }

  /** Whether a layer of {@code type} may be packed with {@code compression}. */
  public static boolean fits(String type, Compression compression) {
    return switch (compression) {
      case NONE -> type.endsWith(".tar");
      case GZIP -> type.endsWith("gzip");
      case ZSTD -> type.endsWith("zstd");
      case BZIP2, XZ -> false;
    };
  }

  /** The OCI type of a layer that is fetched from elsewhere; unknown types stay as they are. */
  public static String foreignLayer(String type) {
    return switch (type) {
      case DOCKER_FOREIGN -> FOREIGN;
      case DOCKER_FOREIGN + ".gzip" -> FOREIGN + "+gzip";
      case DOCKER_FOREIGN + ".zstd" -> FOREIGN + "+zstd";
      default -> type;
    };
  }

  /** Whether it is the type of an OCI or Docker layer, and not an artifact's own. */
  public static boolean isLayer(String type) {
    return type.startsWith(LAYER) || type.startsWith(DOCKER_LAYER) || isForeign(type);
  }

  public static boolean isForeign(String type) {
    return type.startsWith(FOREIGN) || type.startsWith(DOCKER_FOREIGN);
  }

  public static boolean isIndex(String type) {
    return type.equals(INDEX) || type.equals(DOCKER_INDEX);
  }

  public static boolean isManifest(String type) {
    return type.equals(MANIFEST) || type.equals(DOCKER_MANIFEST);
  }

  public static boolean isConfig(String type) {
    return type.equals(CONFIG) || type.equals(DOCKER_CONFIG);
  }
}
