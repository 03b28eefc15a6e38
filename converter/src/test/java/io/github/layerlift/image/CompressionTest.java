package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
    "502b4d18,NONE",
    "502a4e18,NONE",
    "502a4d19,NONE",
    "502a4d,NONE",
    "28b52f,NONE",
    "425a6839,BZIP2",
    "425a6831,BZIP2",
    "425a6830,NONE",
    "425a683a,NONE",
    "425a68,NONE",
    "fd377a585a00,XZ",
    "fd377a585a,NONE",
    "'',NONE",
    "7573746172,NONE",
  })
  void detect_magic_told(String hex, Compression compression) {
    assertEquals(compression, Compression.detect(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @CsvSource({"NONE,true", "GZIP,true", "ZSTD,true", "BZIP2,false", "XZ,false"})
  void hasMediaType_ofOci_orNot(Compression compression, boolean has) {
    assertEquals(has, compression.hasMediaType());
  }

  @Property(tries = 200)
  void detect_anyBytes_neverThrows(@ForAll byte[] head) {
    assertEquals(Compression.detect(head), Compression.detect(head.clone()));
  }
}
