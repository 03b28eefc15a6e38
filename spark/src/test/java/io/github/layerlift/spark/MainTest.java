package io.github.layerlift.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private static CommandLine line() {
    return Main.line(Console.ofProcess(), new SparkPlace());
  }

  @Test
  void help_asked_namesWhatWorksHere() {
    StringWriter out = new StringWriter();
    int code = line().setOut(new PrintWriter(out)).execute("--help");
    assertEquals(0, code);
    String help = out.toString();
    assertTrue(help.startsWith("Converts many archives") || help.contains("layerlift-spark"), help);
    assertTrue(help.contains("--into"), help);
    assertTrue(help.contains("--fail-fast"), help);
    assertTrue(help.contains("hdfs:/images/"), help);
    for (String option : new String[] {"--jobs", "--balance", "--push", "--username", "--tls-ca"}) {
      assertFalse(help.contains(option), option);
    }
  }

  @Test
  void option_ofThreads_isWrongUse() {
    assertEquals(2, line().execute("x", "--into", "y", "--jobs", "2"));
  }
}
