package io.github.layerlift.registry;

import io.github.layerlift.fault.LayerliftException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where answers lead, and where they must not. */
record Redirects(Faults faults) {
  private static final int MAX_HOPS = 5;
  private static final int TLS_PORT = 443;
  private static final int PLAIN_PORT = 80;

  /** With these the same request goes to another address. */
  private static final Set<Integer> KEEPING = Set.of(307, 308);

  /** With these a client may ask something else. */
  private static final Set<Integer> CHANGING = Set.of(301, 302, 303);

  /** Where {@code call} has to be sent after this answer; empty if it is the last. */
  Optional<URI> target(Call call, Answer answer, int hops) throws LayerliftException {
    boolean isRedirect = KEEPING.contains(answer.status())
        || (CHANGING.contains(answer.status()) && call.isQuestion());
    Optional<String> location = answer.header("Location");
    if (!isRedirect || location.isEmpty()) {
      return Optional.empty();
    }
    if (hops == MAX_HOPS) {
      throw faults.odd("redirects more than " + MAX_HOPS + " times");
    }
    return Optional.of(resolve(call.uri(), location.get()));
  }

  /** The address that {@code location} is, as seen from {@code from}. */
  URI resolve(URI from, String location) throws LayerliftException {
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw faults.odd("redirects to an address that can't be one");
    }
    boolean isTls = "https".equalsIgnoreCase(target.getScheme());
    boolean isPlain = "http".equalsIgnoreCase(target.getScheme());
    if (!(isTls || isPlain) || target.getHost() == null || target.getRawUserInfo() != null) {
      throw faults.odd("redirects to an address that can't be one");
    }
    if (isPlain && "https".equalsIgnoreCase(from.getScheme())) {
      throw faults.odd("redirects from https to http, which would send the data without TLS");
    }
    return target;
  }

  /** Whether both are one server. */
  static boolean isSameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? TLS_PORT : PLAIN_PORT;
  }
}
