package io.github.layerlift.registry;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.options.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One registry: where it is, and how to be let in. */
final class Host {
  private static final int UNAUTHORIZED = 401;
  private static final String DOCKER = "docker.io";
  private static final String DOCKER_HOST = "registry-1.docker.io";

  private final String domain;
  private final URI tls;
  private final URI plain;
  private final boolean mayBePlain;
  private final boolean mayBeTls;
  private final Transport transport;
  private final Timing timing;
  private final Faults faults;
  private final Login login;
  private final Redirects redirects;
  private final KnownBlobs blobs = new KnownBlobs();
  private final Map<String, Digest> claims = new ConcurrentHashMap<>();
  private @Nullable URI base;
  private volatile boolean greeted;

  Host(
      String domain,
      boolean plainHttp,
      Credentials credentials,
      Transport transport,
      Timing timing) {
    this.domain = domain;
    boolean isLoopback = Loopback.isLoopback(domain);
    String rest = "://" + (domain.equals(DOCKER) ? DOCKER_HOST : domain) + "/v2/";
    this.tls = URI.create("https" + rest);
    this.plain = URI.create("http" + rest);
    this.mayBePlain = plainHttp || isLoopback;
    this.mayBeTls = !plainHttp;
    this.transport = transport;
    this.timing = timing;
    this.faults = new Faults(domain);
    TokenServer tokens = new TokenServer(transport, timing, faults, plainHttp || isLoopback);
    this.login = new Login(domain, credentials, tokens, timing);
    this.redirects = new Redirects(faults);
  }

  String domain() {
    return domain;
  }

  /** The image that has a name now: {@code image}, unless another one had it before. */
  Digest claim(String name, Digest image) {
    Digest before = claims.putIfAbsent(name, image);
    return before == null ? image : before;
  }

  void release(String name, Digest image) {
    claims.remove(name, image);
  }

  /** Whether the registry has let us in before. */
  boolean isGreeted() {
    return greeted;
  }

  void greeted() {
    greeted = true;
  }

  Faults faults() {
    return faults;
  }

  KnownBlobs blobs() {
    return blobs;
  }

  Tries tries() {
    return new Tries(Tries.MANY, timing, faults);
  }

  /** Where the registry is, with {@code /v2/}. */
  synchronized URI base() throws LayerliftException {
    URI known = base;
    if (known == null) {
      known = find();
      base = known;
    }
    return known;
  }

  /** Looks whether the registry is there, even if it was before. */
  synchronized void look() throws LayerliftException {
    base = null;
    base();
  }

  /** Asks whether somebody is there, as every client does; so it is also known what is wanted of callers. */
  private URI find() throws LayerliftException {
    if (tls.getHost() == null) {
      throw faults.notAHost();
    }
    Tries tries = new Tries(Tries.FEW, true, timing, faults);
    while (true) {
      try {
        Answer answer = ask(tries);
        if (Said.wantsTls(answer)) {
          throw faults.wantsTls();
        }
        if (!answer.isTransient()) {
          login.challenged(answer);
          return answer.uri();
        }
        tries.after(answer, "the first request");
      } catch (IOException e) {
        tries.after(e, "the first request");
      }
    }
  }

  /** Without TLS where that is allowed, since it is quicker; with TLS where the answer may mean that. */
  private Answer ask(Tries tries) throws IOException {
    if (!mayBePlain || !mayBeTls) {
      return transport.send(Call.of("GET", mayBePlain ? plain : tls), tries.patience(1));
    }
    Answer answer;
    try {
      answer = transport.send(Call.of("GET", plain), tries.patience(2));
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      if (!Broken.mayBeOther(e)) {
        throw e;
      }
      return overTls(tries).orElseThrow(() -> e);
    }
    return Said.mayWantTls(answer) ? overTls(tries).orElse(answer) : answer;
  }

  /** Empty if the server doesn't speak TLS. */
  private Optional<Answer> overTls(Tries tries) throws IOException {
    try {
      return Optional.of(transport.send(Call.of("GET", tls), tries.patience(1)));
    } catch (IOException e) {
      if (!Broken.mayBeOther(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Sends {@code call} until it is answered, whatever the answer, with more tries if that may help. */
  Answer send(Call call, Scope scope, String what) throws LayerliftException {
    Tries tries = tries();
    while (true) {
      try {
        Answer answer = once(call, scope);
        if (!answer.isTransient()) {
          return answer;
        }
        tries.after(answer, what);
      } catch (IOException e) {
        tries.after(e, what);
      }
    }
  }

  /** Sends {@code call} once; twice if a token has expired. Follows redirects. */
  Answer once(Call call, Scope scope) throws IOException {
    Optional<String> used = login.header(scope);
    Answer answer = follow(call, used);
    if (answer.status() != UNAUTHORIZED || !isHere(answer.uri())) {
      return answer;
    }
    Optional<String> better = login.better(answer, scope, used);
    if (better.isPresent()) {
      answer = follow(call, better);
    }
    if (answer.status() == UNAUTHORIZED) {
      throw login.refused(answer, scope, faults);
    }
    return answer;
  }

  private Answer follow(Call call, Optional<String> authorization) throws IOException {
    Call next = call;
    for (int hops = 0; ; hops++) {
      boolean isHere = isHere(next.uri());
      Answer answer = transport.send(
          isHere && authorization.isPresent()
              ? next.with("Authorization", authorization.get())
              : next);
      Optional<URI> target = redirects.target(next, answer, hops);
      if (target.isEmpty()) {
        return answer;
      }
      next = next.at(target.get());
    }
  }

  /** Where {@code location} leads, which {@code answer} gives. */
  URI resolve(Answer answer, String location) throws LayerliftException {
    return redirects.resolve(answer.uri(), location);
  }

  private boolean isHere(URI uri) throws LayerliftException {
    return Redirects.isSameOrigin(base(), uri);
  }
}
