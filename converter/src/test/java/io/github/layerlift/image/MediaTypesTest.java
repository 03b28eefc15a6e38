package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

  @Test
  void layer_mediaType_orNone() {
    assertEquals("application/vnd.oci.image.layer.v1.tar", MediaTypes.layer(Compression.NONE));
    assertEquals("application/vnd.oci.image.layer.v1.tar+gzip", MediaTypes.layer(Compression.GZIP));
    assertEquals("application/vnd.oci.image.layer.v1.tar+zstd", MediaTypes.layer(Compression.ZSTD));
    for (Compression compression : Compression.values()) {
      if (!compression.hasMediaType()) {
        assertThrows(IllegalArgumentException.class, () -> MediaTypes.layer(compression));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.docker.image.rootfs.foreign.diff.tar,"
        + "application/vnd.oci.image.layer.nondistributable.v1.tar",
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip,"
        + "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
    "application/vnd.docker.image.rootfs.foreign.diff.tar.zstd,"
        + "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
    "application/x-own,application/x-own",
  })
  void foreignLayer_dockerType_ociType(String type, String oci) {
    assertEquals(oci, MediaTypes.foreignLayer(type));
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.layer.v1.tar+gzip,true,false",
    "application/vnd.docker.image.rootfs.diff.tar.gzip,true,false",
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip,true,true",
    "application/vnd.oci.image.layer.nondistributable.v1.tar,true,true",
    "application/vnd.in-toto+json,false,false",
    "'',false,false",
  })
  void isLayer_type_told(String type, boolean layer, boolean foreign) {
    assertEquals(layer, MediaTypes.isLayer(type));
    assertEquals(foreign, MediaTypes.isForeign(type));
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.layer.v1.tar,NONE",
    "application/vnd.docker.image.rootfs.diff.tar,NONE",
    "application/vnd.oci.image.layer.v1.tar+gzip,GZIP",
    "application/vnd.docker.image.rootfs.diff.tar.gzip,GZIP",
    "application/vnd.oci.image.layer.v1.tar+zstd,ZSTD",
    "application/vnd.docker.image.rootfs.diff.tar.zstd,ZSTD",
  })
  void fits_type_itsCompressionOnly(String type, Compression compression) {
    for (Compression other : Compression.values()) {
      assertEquals(other == compression, MediaTypes.fits(type, other), other.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.index.v1+json,true,false,false",
    "application/vnd.docker.distribution.manifest.list.v2+json,true,false,false",
    "application/vnd.oci.image.manifest.v1+json,false,true,false",
    "application/vnd.docker.distribution.manifest.v2+json,false,true,false",
    "application/vnd.oci.image.config.v1+json,false,false,true",
    "application/vnd.docker.container.image.v1+json,false,false,true",
    "application/vnd.docker.distribution.manifest.v1+json,false,false,false",
    "application/vnd.oci.image.layer.v1.tar,false,false,false",
    "'',false,false,false",
  })
  void isIndex_type_told(String type, boolean index, boolean manifest, boolean config) {
    assertEquals(index, MediaTypes.isIndex(type));
    assertEquals(manifest, MediaTypes.isManifest(type));
    assertEquals(config, MediaTypes.isConfig(type));
  }
}
