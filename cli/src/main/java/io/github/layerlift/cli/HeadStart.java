package io.github.layerlift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Loads what every command needs soon, on another core: the JSON parser, whose constants take Java
 * 25 as long to compute as a small archive takes to read, and SHA-256 with the providers around it.
 */
final class HeadStart {
  private static final byte[] SMALLEST_JSON = {'0'};

  private HeadStart() {}

  /** Begins, unless {@code args} have no command, or end with a request for its help. */
  static void begin(String... args) {
    if (args.length > 1 && !isHelp(args[args.length - 1])) {
      Thread thread = new Thread(HeadStart::load, "layerlift-head-start");
      // a command that needs neither doesn't wait for it
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The compiler puts the constants here: a conversion has no use for the class that has them. */
  private static boolean isHelp(String arg) {
    return arg.equals(ReadyHelp.SHORT_NAME) || arg.equals(ReadyHelp.LONG_NAME);
  }

  private static void load() {
    try (JsonParser parser = new JsonFactory().createParser(SMALLEST_JSON)) {
      parser.nextToken();
      MessageDigest.getInstance("SHA-256");
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes are in memory, and are JSON", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
