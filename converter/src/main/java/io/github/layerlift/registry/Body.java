package io.github.layerlift.registry;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** What a request sends; can be sent several times. */
interface Body {
  /** Sends it once. */
  BodyPublisher publisher(Traffic traffic);

  /** In bytes. */
  long size();

  /** A body that is in memory. */
  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public BodyPublisher publisher(Traffic traffic) {
        return BodyPublishers.ofByteArray(bytes);
      }

      @Override
      public long size() {
        return bytes.length;
      }
    };
  }
}
