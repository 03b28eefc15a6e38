package io.github.layerlift.edit;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.gojson.GoTime;
import io.github.layerlift.image.Platform;
import io.github.layerlift.text.ByteNames;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of instructions by Docker's rules. */
final class Values {
  private static final Pattern PORT =
      Pattern.compile("([0-9]{1,5})(-([0-9]{1,5}))?(/([A-Za-z]+))?");
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
  private static final int MAX_PORT = 65_535;
  private static final Pattern NUMBERED_SIGNAL = Pattern.compile("[0-9]{1,3}");
  private static final Pattern REAL_TIME_SIGNAL =
      Pattern.compile("RTMIN(\\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?");
  private static final int MAX_SIGNAL = 64;
  private static final Set<String> SIGNALS = Set.of(
      "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL",
      "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP",
      "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  private Values() {}

  /** A key and its value. */
  record Pair(String key, String value) {}

  /** What a config can have: JSON has no other bytes. */
  static String text(String value) throws LayerliftException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw BadEdit.of("\"" + ByteNames.escaped(value) + "\" is not UTF-8, as a config has to be");
    }
    return value;
  }

  /** Reads {@code KEY=VALUE}. */
  static Pair pair(String text, String what) throws LayerliftException {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw BadEdit.of(
          "\"" + text + "\" doesn't have the form " + what + "=VALUE", "an empty value is allowed");
    }
    return new Pair(text.substring(0, equals), text.substring(equals + 1));
  }

  static String required(String text, String what) throws LayerliftException {
    if (text.isBlank()) {
      throw BadEdit.of(what + " is empty");
    }
    return text;
  }

  /** The ports as a config has them: each with its protocol. */
  static List<String> ports(String text) throws LayerliftException {
    Matcher port = PORT.matcher(text);
    if (port.matches()) {
      int first = Integer.parseInt(port.group(1));
      int last = port.group(3) == null ? first : Integer.parseInt(port.group(3));
      String protocol = port.group(5) == null ? "tcp" : port.group(5).toLowerCase(Locale.ROOT);
      if (first <= last && last <= MAX_PORT && PROTOCOLS.contains(protocol)) {
        List<String> ports = new ArrayList<>();
        for (int number = first; number <= last; number++) {
          ports.add(number + "/" + protocol);
        }
        return ports;
      }
    }
    throw BadEdit.of(
        "the port \"" + text + "\" doesn't have the form PORT[-PORT][/tcp|udp|sctp]",
        "ports are numbers from 0 to " + MAX_PORT);
  }

  static String signal(String text) throws LayerliftException {
    String upper = text.toUpperCase(Locale.ROOT);
    String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
    boolean numbered = NUMBERED_SIGNAL.matcher(text).matches()
        && Integer.parseInt(text) > 0
        && Integer.parseInt(text) <= MAX_SIGNAL;
    if (!numbered && !SIGNALS.contains(name) && !REAL_TIME_SIGNAL.matcher(name).matches()) {
      throw BadEdit.of(
          "\"" + text + "\" is not a signal", "a name such as SIGTERM, or a number from 1 to 64");
    }
    return text;
  }

  /** An absolute path, of Linux or Windows. */
  static String path(String text, String what) throws LayerliftException {
    boolean windows = text.length() > 2 && text.charAt(1) == ':' && isSlash(text.charAt(2));
    if (text.indexOf('\0') >= 0 || !(text.startsWith("/") || windows)) {
      throw BadEdit.of(
          what + " \"" + text + "\" is not an absolute path", "it starts with a slash");
    }
    return text;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /** A path that starts at {@code current} unless it is absolute, as Docker joins them. */
  static String workdir(String text, String current) throws LayerliftException {
    required(text, "the working directory");
    if (text.startsWith("/") || (text.length() > 1 && text.charAt(1) == ':')) {
      return text;
    }
    List<String> parts = new ArrayList<>();
    for (String part : (current + "/" + text).split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  static Platform platform(String text) throws LayerliftException {
    return Platform.parse(text)
        .orElseThrow(() ->
            BadEdit.of("the platform \"" + text + "\" doesn't have the form " + Platform.FORM));
  }

  /** A time as Go writes it. */
  static String time(String text) throws LayerliftException {
    if (SECONDS.matcher(text).matches()) {
      try {
        return Instant.ofEpochSecond(Long.parseLong(text)).toString();
      } catch (DateTimeException e) {
        throw noTime(text);
      }
    }
    return GoTime.normalise(text).orElseThrow(() -> noTime(text));
  }

  private static LayerliftException noTime(String text) {
    return BadEdit.of(
        "\"" + text + "\" is not a time",
        "such as 2016-05-23T10:00:00Z, up to the year 9999, or the seconds since 1970 in up to 11"
            + " digits");
  }
}
