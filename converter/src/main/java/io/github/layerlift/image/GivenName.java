package io.github.layerlift.image;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.util.Optional;

/** A name that a caller gives to an image, or a place for names. */
public final class GivenName {
  /** What comes after a place to make a name of it. */
  private static final String ANY = "/name:tag";

  private static final int MAX_PORT = 65_535;

  private final String text;
  private final boolean pushed;

  /**
   * @param text as the caller writes it
   */
  public GivenName(String text) {
    this(text, false);
  }

  /**
   * @param text as the caller writes it
   * @param pushed whether it says which registry to speak with
   */
  public GivenName(String text, boolean pushed) {
    this.text = text;
    this.pushed = pushed;
  }

  /**
   * The name.
   *
   * @throws LayerliftException if it isn't one, with one that is if that can be told
   */
  public Reference name() throws LayerliftException {
    Optional<Reference> name = Reference.parse(text);
    if (name.isPresent()) {
      requirePort(name.get().domain());
      return name.get();
    }
    if (text.endsWith("/") && Reference.parse(place() + ANY).isPresent()) {
      throw fault(" is not a valid Docker name: it ends in a slash, so it is a place for names")
          .hint("name the image there: " + place() + "/NAME:TAG")
          .exception();
    }
    BadName bad = new BadName(text);
    throw fault(" is not a valid Docker name: " + bad.reason())
        .hint(corrected(bad.corrected(), "registry.example.com/app:1.0"))
        .exception();
  }

  /**
   * The registry of the place.
   *
   * @throws LayerliftException if no name can start with it, with a place that is one if that can be told
   */
  public String registry() throws LayerliftException {
    Optional<Reference> below = Reference.parse(place() + ANY);
    if (below.isPresent()) {
      requirePort(below.get().domain());
      return below.get().domain();
    }
    Optional<Reference> name = Reference.parse(place());
    if (name.isPresent() && text.endsWith("/")) {
      throw fault(" is not a valid place for names: it has a tag, as the name of an image has")
          .hint("for a single image, leave the slash at its end out: " + place())
          .exception();
    }
    BadName bad = new BadName(place() + ANY);
    Optional<String> better =
        bad.corrected().map(found -> found.substring(0, found.length() - ANY.length()) + "/");
    String why = place().isEmpty() ? "it names no registry" : bad.reason();
    throw fault(" is not a valid place for names: " + why)
        .hint(corrected(better, "registry.example.com/old/"))
        .exception();
  }

  /** Docker's grammar takes any number, but nothing answers there. */
  private void requirePort(String domain) throws LayerliftException {
    String port = domain.substring(domain.lastIndexOf(':') + 1);
    boolean number = domain.contains(":") && port.matches("[0-9]+");
    if (number && (port.length() > 5 || Integer.parseInt(port) > MAX_PORT)) {
      throw fault(" names the port " + port + ", but the last one is " + MAX_PORT)
          .exception();
    }
  }

  private String place() {
    return text.replaceAll("/+$", "");
  }

  private Fault fault(String what) {
    return Fault.of(ErrorCode.BAD_OPTION, "\"" + BadName.shown(text) + "\"" + what);
  }

  private WayOut corrected(Optional<String> better, String sample) {
    if (better.isEmpty()) {
      return WayOut.of("write it as in " + sample);
    }
    WayOut wayOut = WayOut.of("write " + better.get());
    return pushed && text.startsWith("http://")
        ? wayOut.then("; ").set(Setting.REGISTRY_PLAIN_HTTP).then(" is for registries without TLS")
        : wayOut;
  }
}
