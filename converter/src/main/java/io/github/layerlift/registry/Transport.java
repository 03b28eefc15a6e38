package io.github.layerlift.registry;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests, and watches that something moves: the client's own time limit is for all of a request. */
final class Transport {
  /** A manifest may be this long, and nothing that is read is longer. */
  static final int MAX_ANSWER = 4 << 20;

  /** How often the traffic is looked at. */
  private static final long LOOK_MILLIS = 500;

  /** A registry may hash or copy all of a blob before it answers; even a slow one does this much in a second. */
  private static final long BYTES_PER_SECOND = 10 << 20;

  private final HttpClients clients;
  private final Proxies proxies;
  private final Duration stall;
  private final Cancellation cancellation;
  private final Map<Traffic, CompletableFuture<?>> running = new ConcurrentHashMap<>();

  Transport(HttpClients clients, Proxies proxies, Duration stall, Cancellation cancellation) {
    this.clients = clients;
    this.proxies = proxies;
    this.stall = stall;
    this.cancellation = cancellation;
    cancellation.onRequest(this::stop);
  }

  /** Ends all requests. */
  void stop() {
    running.values().forEach(request -> request.cancel(true));
  }

  /** Sends {@code call} once. */
  Answer send(Call call) throws IOException {
    return send(call, stall);
  }

  /**
   * Sends {@code call} once.
   *
   * @param patience how long nothing may move
   */
  Answer send(Call call, Duration patience) throws IOException {
    proxies.require(call.uri());
    Optional<String> toProxy = proxies.authorization(call.uri());
    Call whole = toProxy.isPresent() ? call.with("Proxy-Authorization", toProxy.get()) : call;
    Traffic traffic = new Traffic();
    CompletableFuture<HttpResponse<byte[]>> answer = clients
        .of(whole.uri())
        .sendAsync(whole.request(traffic), info -> new BoundedBody(MAX_ANSWER, traffic));
    running.put(traffic, answer);
    try {
      cancellation.check();
      HttpResponse<byte[]> response = await(answer, call, patience, traffic);
      // a proxy that doesn't make a tunnel answers without one
      byte[] body = Objects.requireNonNullElse(response.body(), new byte[0]);
      return new Answer(response.statusCode(), response.headers(), body, response.uri());
    } catch (IOException e) {
      throw proxies.explain(call.uri(), e);
    } finally {
      running.remove(traffic);
      answer.cancel(true);
    }
  }

  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> answer, Call call, Duration patience, Traffic traffic)
      throws IOException {
    while (true) {
      try {
        return answer.get(Math.min(LOOK_MILLIS, patience.toMillis()), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (traffic.idle().compareTo(patience(call, patience, traffic)) > 0) {
          throw new HttpTimeoutException("nothing has moved for a while");
        }
      } catch (ExecutionException e) {
        throw cause(e, traffic);
      } catch (CancellationException e) {
        cancellation.check();
        throw new IOException("the client was closed", e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static Duration patience(Call call, Duration patience, Traffic traffic) {
    boolean mayWork = traffic.isSent() || call.isEmpty();
    return mayWork ? patience.plusSeconds(call.work() / BYTES_PER_SECOND) : patience;
  }

  private static IOException cause(ExecutionException e, Traffic traffic) {
    LayerliftException failure = traffic.failure();
    if (failure != null) {
      return failure;
    }
    return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
  }

  static LayerliftException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return Fault.of(ErrorCode.INTERRUPTED_BY_USER, "interrupted before it was done")
        .exception(e);
  }
}
