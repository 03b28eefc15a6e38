package io.github.layerlift.registry;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A part of a blob, read while it is sent.
 *
 * @param start in {@code blob}, in bytes
 * @param size in bytes
 * @param sent called with the number of bytes of each piece that the connection takes
 */
record ExtentBody(Extent blob, long start, long size, LongConsumer sent) implements Body {
  /** Each piece costs two changes of threads; larger ones gain nothing. */
  private static final int PIECE = 1 << 17;

  @Override
  public BodyPublisher publisher(Traffic traffic) {
    return new BodyPublisher() {
      @Override
      public long contentLength() {
        return size;
      }

      @Override
      public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Pieces(subscriber, traffic));
      }
    };
  }

  /** Hands out one piece for each that is requested. */
  private final class Pieces implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private final Traffic traffic;
    private final AtomicLong requested = new AtomicLong();
    private long position;
    private volatile boolean ended;

    Pieces(Subscriber<? super ByteBuffer> subscriber, Traffic traffic) {
      this.subscriber = subscriber;
      this.traffic = traffic;
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        ended = true;
        subscriber.onError(new IllegalArgumentException("requested " + count + " pieces"));
        return;
      }
      // whoever finds none requested hands out; others, and calls from within, leave it to that one
      if (requested.getAndAdd(count) == 0) {
        do {
          next();
        } while (!ended && requested.decrementAndGet() > 0);
      }
    }

    private void next() {
      if (ended) {
        return;
      }
      traffic.moved();
      int length = (int) Math.min(PIECE, size - position);
      // a new one each time: nothing tells when the connection is done with it
      ByteBuffer piece = ByteBuffer.allocate(length);
      try {
        blob.read(piece, start + position);
      } catch (LayerliftException e) {
        ended = true;
        traffic.failed(e);
        subscriber.onError(e);
        return;
      }
      position += length;
      sent.accept(length);
      subscriber.onNext(piece.flip());
      if (position == size) {
        ended = true;
        traffic.sent();
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      ended = true;
    }
  }
}
