package io.github.layerlift.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarStartTest {
  private static final byte[] TAR = new TarBytes().file("f", "text").end().bytes();

  @ParameterizedTest
  @ValueSource(ints = {512, 513, 1024})
  void isTar_wholeHeader_true(int length) {
    assertTrue(TarStart.isTar(Arrays.copyOf(TAR, length)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511})
  void isTar_cutHeader_false(int length) {
    assertFalse(TarStart.isTar(Arrays.copyOf(TAR, length)));
  }

  @Test
  void isTar_otherBytes_false() {
    byte[] damaged = Arrays.copyOf(TAR, 512);
    damaged[0] ^= 1;
    assertFalse(TarStart.isTar(damaged));
    assertFalse(TarStart.isTar(new byte[512]));
  }

  @Test
  void stranger_text_isNamed() {
    LayerliftException fault = TarStart.stranger("notes.tar", new byte[] {'h', 'i'});
    assertEquals(ErrorCode.NOT_AN_ARCHIVE, fault.code());
    assertEquals("notes.tar is a text file", fault.getMessage());
  }
}
