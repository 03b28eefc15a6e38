package io.github.layerlift.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a tar is written to, from its start to its end. Closing one that isn't finished leaves no file. */
interface TarSink extends Closeable {
  /** What to call it in a message. */
  String name();

  /** Takes all of {@code bytes}. */
  void write(ByteBuffer bytes) throws IOException;

  /** Makes the whole visible, and returns its size in bytes. */
  long finish() throws IOException;
}
