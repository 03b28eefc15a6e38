package io.github.layerlift.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * A response with all of its body.
 *
 * @param uri that answered
 */
record Answer(int status, HttpHeaders headers, byte[] body, URI uri) {
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int FULL = 507;

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  List<String> all(String name) {
    return headers.allValues(name);
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Whether the same request may succeed later. */
  boolean isTransient() {
    boolean isServers = status >= SERVER && status != NOT_IMPLEMENTED && status != FULL;
    // a registry that has judged a manifest won't judge it otherwise, even if it says so with 500
    return status == TIMEOUT
        || status == TOO_MANY
        || (isServers && Said.unknownBlobs(this).isEmpty());
  }

  /** Whether the fault is the server's own. */
  boolean isFailure() {
    return status >= SERVER || status == TIMEOUT;
  }
}
