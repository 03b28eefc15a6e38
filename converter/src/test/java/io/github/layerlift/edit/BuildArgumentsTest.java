package io.github.layerlift.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|1 A=b /bin/sh -c make;/bin/sh -c make",
        "|2 A=b c D=e /bin/sh -c make all;/bin/sh -c make all",
        "RUN |1 TOKEN=x /bin/sh -c make # buildkit;RUN /bin/sh -c make # buildkit",
        "|1 A=b powershell Get-Item;powershell Get-Item",
        "|1 A=b /bin/other -c make;RUN",
        "ARG TOKEN=secret;ARG TOKEN",
        "/bin/sh -c #(nop)  ARG TOKEN=secret;/bin/sh -c #(nop)  ARG TOKEN",
        "ARG TOKEN;ARG TOKEN",
        "/bin/sh -c echo ARG A=b;/bin/sh -c echo ARG A=b",
        "ENV A=b;ENV A=b",
      })
  void without_commandLine_hasNoValues(String by, String wanted) {
    assertEquals(wanted, BuildArguments.without(by));
  }
}
