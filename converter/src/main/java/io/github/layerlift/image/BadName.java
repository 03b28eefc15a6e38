package io.github.layerlift.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name that no engine accepts: what is wrong with it, and a similar one that is valid. */
public final class BadName {
  /** What Docker prints for a missing name. */
  private static final String NONE = "<none>";

  private static final String SAMPLE = "NAME:TAG";
  private static final int MAX_TAG = 128;
  private static final int MAX_NAME = 255;

  /** That of an address, or of what skopeo calls a transport. */
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

  /** What addresses may have before a host. */
  private static final Pattern LOGIN =
      Pattern.compile("^((?:[A-Za-z][A-Za-z0-9+.-]*://)?)[^/@]*@(?=[^/]+/)");

  private final String text;
  private final String name;
  private final String tag;

  public BadName(String text) {
    this.text = text;
    String open = LOGIN.matcher(text).replaceFirst("$1");
    String plain = SCHEME.matcher(open).replaceFirst("");
    String undigested = plain.contains("@") ? plain.substring(0, plain.indexOf('@')) : plain;
    int colon = undigested.lastIndexOf(':');
    boolean tagged = colon > undigested.lastIndexOf('/');
    this.name = tagged ? undigested.substring(0, colon) : undigested;
    this.tag = tagged ? undigested.substring(colon + 1) : "";
  }

  /** The name for a message: it may have a password in it. */
  static String shown(String text) {
    return LOGIN.matcher(text).replaceFirst("$1***@");
  }

  /** Whether it stands for a missing name. */
  public boolean isNone() {
    return text.contains(NONE);
  }

  /** Why it isn't accepted. */
  public String reason() {
    if (isNone()) {
      return "it means that there is no name";
    }
    if (LOGIN.matcher(text).find()) {
      return "a login is not part of it";
    }
    if (SCHEME.matcher(text).find()) {
      return "it starts with a scheme, as an address does";
    }
    if (text.contains("@")) {
      return "it contains a digest";
    }
    if (Digest.isHex(name)) {
      return "engines read it as an image ID";
    }
    if (tag.length() > MAX_TAG) {
      return "its tag has " + tag.length() + " characters, which exceeds the limit of " + MAX_TAG;
    }
    if (name.length() > MAX_NAME) {
      return "it has " + name.length() + " characters, which exceeds the limit of " + MAX_NAME;
    }
    String odd = name.replaceAll("[A-Za-z0-9._:/-]", "") + tag.replaceAll("[A-Za-z0-9_.-]", "");
    if (!odd.isEmpty()) {
      return "'" + odd.substring(0, odd.offsetByCodePoints(0, 1)) + "' is not allowed in it";
    }
    return name.equals(name.toLowerCase(Locale.ROOT))
        ? "it doesn't have the form " + SAMPLE
        : "names must be lower case";
  }

  /** A similar name that engines accept. */
  public String better() {
    return corrected().orElse(SAMPLE);
  }

  /** The same, if it can be told. */
  public Optional<String> corrected() {
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._:/-]+", "-");
    String allowed = tag.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+", "");
    String better = allowed.isEmpty()
        ? lower
        : lower + ":" + allowed.substring(0, Math.min(MAX_TAG, allowed.length()));
    boolean fits = !text.contains(NONE) && Reference.parse(better).isPresent();
    return fits && !Digest.isHex(lower) ? Optional.of(better) : Optional.empty();
  }
}
