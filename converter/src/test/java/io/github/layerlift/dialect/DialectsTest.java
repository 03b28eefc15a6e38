package io.github.layerlift.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectsTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  private static Archive archive(ArchiveFixture fixture) throws LayerliftException {
    return Archives.ofTar(new MemorySource(fixture.bytes()), 100, 16, new Cancellation());
  }

  @ParameterizedTest
  @EnumSource
  void of_anyDialect_isTold(DialectFixture dialect) throws LayerliftException {
    Archive archive = archive(dialect.archive(HELLO));
    assertEquals(dialect.id(), Dialects.of(archive).id());
    assertTrue(Dialects.know(archive));
  }

  @Test
  void of_noDialect_isRefused() throws LayerliftException {
    Archive archive = archive(ArchiveFixture.empty().file("pom.xml", "x"));
    assertEquals(
        ErrorCode.UNKNOWN_ARCHIVE,
        assertThrows(LayerliftException.class, () -> Dialects.of(archive)).code());
    assertFalse(Dialects.know(archive));
  }

  @Test
  void of_halfALayout_isADockerArchive() throws LayerliftException {
    ArchiveFixture hybrid = DialectFixture.DOCKER_25.archive(HELLO);
    for (String mark : new String[] {"oci-layout", "index.json"}) {
      assertEquals("docker-archive", Dialects.of(archive(hybrid.without(mark))).id(), mark);
    }
  }
}
