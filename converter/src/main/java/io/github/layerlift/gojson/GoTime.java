package io.github.layerlift.gojson;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time as Go reads it from JSON and writes it again: RFC 3339, the fraction cut to nanoseconds and
 * without trailing zeros, an offset of zero as {@code Z}. Go (to 1.19, which built Docker 20.10) accepts
 * an hour of one digit, a comma before the fraction, and any offset of two-digit numbers.
 *
 * @see <a href="https://github.com/golang/go/blob/go1.19/src/time/format.go">its source</a>
 */
public final class GoTime {
  /** A time that was never set. */
  public static final String ZERO = "0001-01-01T00:00:00Z";

  private static final int NANO_DIGITS = 9;

  /** Go writes three digits for more hours, and can't read that again. */
  private static final int OFFSET_LIMIT = 100 * 60;

  private final String text;
  private int at;
  private boolean valid = true;

  private GoTime(String text) {
    this.text = text;
  }

  /** Empty if Go would reject {@code text}. */
  public static Optional<String> normalise(String text) {
    return Optional.ofNullable(new GoTime(text).read());
  }

  private @Nullable String read() {
    int year = number(4);
    expect('-');
    int month = number(2);
    expect('-');
    int day = number(2);
    expect('T');
    int hour = number(isDigit(at + 1) ? 2 : 1);
    expect(':');
    int minute = number(2);
    expect(':');
    int second = number(2);
    String fraction = fraction();
    String zone = zone();
    boolean inRange = month >= 1
        && month <= 12
        && day >= 1
        && day <= daysIn(year, month)
        && hour < 24
        && minute < 60
        && second < 60;
    if (!valid || !inRange || at != text.length()) {
      return null;
    }
    StringBuilder out = new StringBuilder(35);
    pad(year, 4, out).append('-');
    pad(month, 2, out).append('-');
    pad(day, 2, out).append('T');
    pad(hour, 2, out).append(':');
    pad(minute, 2, out).append(':');
    return pad(second, 2, out).append(fraction).append(zone).toString();
  }

  private String fraction() {
    boolean starts = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    if (!starts || !isDigit(at + 1)) {
      return "";
    }
    int start = ++at;
    while (isDigit(at)) {
      at++;
    }
    int end = Math.min(at, start + NANO_DIGITS);
    // stops at the decimal point at the latest
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return end == start ? "" : "." + text.substring(start, end);
  }

  private String zone() {
    if (at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return "Z";
    }
    char sign = at < text.length() ? text.charAt(at) : ' ';
    if (sign != '+' && sign != '-') {
      valid = false;
      return "";
    }
    at++;
    int hours = number(2);
    expect(':');
    int minutes = hours * 60 + number(2);
    valid &= minutes < OFFSET_LIMIT;
    if (minutes == 0) {
      return "Z";
    }
    StringBuilder out = new StringBuilder(6).append(sign);
    pad(minutes / 60, 2, out).append(':');
    return pad(minutes % 60, 2, out).toString();
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit(at)) {
        valid = false;
        return 0;
      }
      value = value * 10 + text.charAt(at++) - '0';
    }
    return value;
  }

  private void expect(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
    } else {
      valid = false;
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static StringBuilder pad(int value, int digits, StringBuilder out) {
    String number = Integer.toString(value);
    return out.append("0".repeat(Math.max(0, digits - number.length()))).append(number);
  }
}
