package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {

  @ParameterizedTest
  @CsvSource({
    "1f8b0800,GZIP",
    "1f8b07,NONE",
    "1f8b,NONE",
    "28b52ffd,ZSTD",
    "502a4d18,ZSTD",
    "5f2a4d1800,ZSTD",
    "602a4d18,NONE",
    "502a4d,NONE",
    "28b52f,NONE",
    "425a6839,BZIP2",
    "425a6831,BZIP2",
    "425a6830,NONE",
    "425a68,NONE",
    "fd377a585a00,XZ",
    "fd377a585a,NONE",
    "'',NONE",
    "7573746172,NONE",
  })
  void detect_magic_told(String hex, Compression compression) {
    assertEquals(compression, Compression.detect(HexFormat.of().parseHex(hex)));
  }

  @Property(tries = 200)
  void detect_anyBytes_neverThrows(@ForAll byte[] head) {
    assertEquals(Compression.detect(head), Compression.detect(head.clone()));
  }

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
}
