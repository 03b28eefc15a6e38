package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotTarTest {

  @ParameterizedTest
  @CsvSource({
    "'PK\u0003\u0004\u0014', a ZIP file",
    "'PK\u0005\u0006', a ZIP file",
    "'version https://git-lfs.github.com/spec/v1', a pointer of Git LFS",
    "'<!DOCTYPE html><html>', a web page",
    "'\n  <HTML>', a web page",
    "'hello\n\tworld\r\n', a text file",
    "'', a text file",
    "'\u0000\u0001\u0002', not a tar archive",
    "'\u007fELF\u0002\u0001', a program",
  })
  void explain_firstBytes_named(String head, String what) {
    LayerliftException fault = NotTar.explain("x.tar", head.getBytes(ISO_8859_1));
    assertEquals(ErrorCode.NOT_AN_ARCHIVE, fault.code());
    assertEquals("x.tar is " + what, fault.getMessage());
    assertEquals(true, fault.hint().isPresent());
  }
}
