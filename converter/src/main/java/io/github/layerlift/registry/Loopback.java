package io.github.layerlift.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts are this machine, by their names alone: asking for an address could answer anything. */
final class Loopback {
  private static final Pattern HOST = Pattern.compile(
      "(localhost|.+\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d+)?");

  private Loopback() {}

  /** Whether {@code domain}, a host with or without a port, is this machine. */
  static boolean isLoopback(String domain) {
    return HOST.matcher(domain.toLowerCase(Locale.ROOT)).matches();
  }
}
