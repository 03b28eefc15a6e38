package io.github.layerlift.edit;

import com.google.common.collect.ImmutableMap;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a health check as a Dockerfile has it.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#healthcheck">HEALTHCHECK</a>
 */
final class Healthcheck {
  private static final Map<String, String> FIELDS = ImmutableMap.of(
      "interval", "Interval",
      "timeout", "Timeout",
      "start-period", "StartPeriod",
      "start-interval", "StartInterval",
      "retries", "Retries");
  private static final Pattern OPTION = Pattern.compile("--([a-z-]+)=(\\S+)\\s+");
  private static final Pattern COMMAND = Pattern.compile("(?i)CMD\\s+(\\S.*)", Pattern.DOTALL);
  private static final Pattern DURATION =
      Pattern.compile("(([0-9]+(\\.[0-9]+)?)(ns|us|µs|ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
  private static final Map<String, Long> NANOS = Map.of(
      "ns", 1L,
      "us", 1_000L,
      "µs", 1_000L,
      "ms", 1_000_000L,
      "s", 1_000_000_000L,
      "m", 60_000_000_000L,
      "h", 3_600_000_000_000L);
  /** Docker refuses shorter times, except none. */
  private static final long MIN_NANOS = 1_000_000L;

  private Healthcheck() {}

  static Json.Obj parse(String text) throws LayerliftException {
    String rest = text.strip();
    if (rest.equalsIgnoreCase("NONE")) {
      return new Json.Obj(Map.of("Test", Json.Arr.of(List.of("NONE"))));
    }
    Map<String, Json> options = new LinkedHashMap<>();
    Matcher option = OPTION.matcher(rest);
    while (option.lookingAt()) {
      String field = FIELDS.get(option.group(1));
      if (field == null) {
        throw BadEdit.of("a health check has no option \"" + option.group(1) + "\"", help());
      }
      String number = number(option.group(1), option.group(2));
      if (!number.equals("0")) {
        options.put(field, new Json.Num(number));
      }
      rest = rest.substring(option.end());
      option = OPTION.matcher(rest);
    }
    Matcher command = COMMAND.matcher(rest);
    if (!command.matches()) {
      throw BadEdit.of("the health check \"" + text + "\" has no command", help());
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("Test", test(command.group(1)));
    fields.putAll(options);
    return new Json.Obj(fields);
  }

  private static Json test(String command) throws LayerliftException {
    List<String> words = Words.array(command);
    List<String> test = new ArrayList<>();
    test.add(words == null ? "CMD-SHELL" : "CMD");
    test.addAll(words == null ? List.of(command) : words);
    return Json.Arr.of(test);
  }

  private static String number(String option, String value) throws LayerliftException {
    if (option.equals("retries")) {
      if (COUNT.matcher(value).matches()) {
        return Integer.toString(Integer.parseInt(value));
      }
      throw BadEdit.of("the retries of a health check are not a number: " + value);
    }
    if (!DURATION.matcher(value).matches() && !value.equals("0")) {
      throw BadEdit.of(
          "the " + option + " of a health check is not a time: " + value, "such as 30s or 1m30s");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(value);
    while (part.find()) {
      nanos = nanos.add(
          new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2)))));
    }
    boolean tooShort = nanos.signum() > 0 && nanos.compareTo(BigDecimal.valueOf(MIN_NANOS)) < 0;
    if (tooShort || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw BadEdit.of(
          "the " + option + " of a health check is out of range: " + value,
          "at least 1ms, or 0 for the default");
    }
    return nanos.toBigInteger().toString();
  }

  private static long nanos(String unit) {
    return NANOS.getOrDefault(unit, 0L);
  }

  private static String help() {
    return "it is written as in a Dockerfile: NONE, or CMD COMMAND after its options, which are "
        + String.join(", ", FIELDS.keySet());
  }
}
