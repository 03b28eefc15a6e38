package io.github.layerlift.registry;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.text.ShellWord;
import java.io.IOException;
import java.time.Duration;

/**
 * What went wrong with one registry.
 *
 * @param registry as the user calls it
 * @param subject it, or its token server, for sentences
 */
record Faults(String registry, String subject) {
  private static final int DENIED = 401;
  private static final int FORBIDDEN = 403;
  private static final int PROXY_LOGIN = 407;
  private static final int TOO_MANY = 429;

  Faults(String registry) {
    this(registry, "the registry " + registry);
  }

  /** The same about its token server. */
  Faults ofTokenServer(String host) {
    return new Faults(registry, "the token server " + host + " of the registry " + registry);
  }

  /** The answer to {@code what}, such as "the upload of sha256:…", is not what it should be. */
  LayerliftException of(Answer answer, String what) {
    int status = answer.status();
    String said = Said.of(answer);
    if (status == PROXY_LOGIN) {
      return proxyLogin();
    }
    if (status == DENIED || status == FORBIDDEN) {
      return Fault.of(ErrorCode.REGISTRY_DENIED, subject + " does not allow " + what + said)
          .hint(WayOut.of("log in as a user who may: docker login " + ShellWord.of(registry)
                  + "; or give credentials with ")
              .set(Setting.REGISTRY_CREDENTIALS))
          .exception();
    }
    if (answer.isFailure()) {
      return Fault.of(ErrorCode.REGISTRY_FAILED, subject + " failed at " + what + said)
          .hint("try again later; if that fails too, its log says more")
          .exception();
    }
    String hint = status == TOO_MANY
        ? "it limits how much may be asked of it; try again later"
        : "read what the registry says; if it says nothing, check its address and the name of the repository";
    return Fault.of(ErrorCode.REGISTRY_REFUSED, subject + " refused " + what + said)
        .hint(hint)
        .exception();
  }

  /** There was no answer to {@code what}. */
  LayerliftException of(IOException e, String what) {
    return switch (Broken.of(e)) {
      case UNKNOWN_HOST -> unreachable("its host is not known", "check its name", e);
      case REFUSED ->
        unreachable(
            "nobody answers at its port", "check its address, and whether it is running", e);
      case CONNECT_TIMEOUT ->
        unreachable(
            "it did not take the connection in time",
            "check its address, the network, and HTTPS_PROXY if there is a proxy",
            e);
      case PROXY ->
        unreachable(
            "the proxy can't be reached, or does not let it through",
            "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
            e);
      case UNKNOWN_AUTHORITY, EXPIRED, OTHER_NAME, CLIENT_CERTIFICATE, NOT_TLS, TLS -> ofTls(e);
      case TOO_LONG ->
        Fault.of(
                ErrorCode.REGISTRY_REFUSED,
                subject + " answers " + what + " with more than " + Transport.MAX_ANSWER + " bytes")
            .hint("check its address: no registry does this")
            .exception(e);
      case SILENT ->
        Fault.of(
                ErrorCode.REGISTRY_FAILED,
                subject + " did not answer " + what + ", each time that it was tried")
            .hint(
                "try again later; if that fails too, look at the network, and at the registry's log")
            .exception(e);
      case CUT ->
        Fault.of(
                ErrorCode.REGISTRY_FAILED,
                "the connection to " + subject + " broke at " + what
                    + ", each time that it was tried")
            .hint(
                "try again later; if that fails too, look at the network, and at the registry's log")
            .exception(e);
    };
  }

  private LayerliftException ofTls(IOException e) {
    return switch (Broken.of(e)) {
      case UNKNOWN_AUTHORITY ->
        unreachable(
            "its certificate is from an authority that is not known here",
            WayOut.of(Setting.REGISTRY_CA, " takes a file with the authority's certificate"),
            e);
      case EXPIRED ->
        unreachable(
            "its certificate is not valid now",
            "check the clock; otherwise the registry needs a new certificate",
            e);
      case OTHER_NAME ->
        unreachable(
            "its certificate is for another name", "use a name that the certificate has", e);
      case CLIENT_CERTIFICATE ->
        unreachable(
            "it does not accept the certificate, or demands one",
            WayOut.of(Setting.REGISTRY_CLIENT_CERTIFICATE, " takes a file with one and its key"),
            e);
      case NOT_TLS ->
        unreachable(
            "it does not speak TLS",
            WayOut.of(
                Setting.REGISTRY_PLAIN_HTTP, " does without, in a network that can be trusted"),
            e);
      default ->
        unreachable(
            "no TLS connection can be made",
            WayOut.of("check its address; if it demands a certificate, ")
                .set(Setting.REGISTRY_CLIENT_CERTIFICATE)
                .then(" takes a file with one and its key"),
            e);
    };
  }

  private LayerliftException unreachable(String why, String hint, IOException e) {
    return unreachable(why, WayOut.of(hint), e);
  }

  private LayerliftException unreachable(String why, WayOut hint, IOException e) {
    return Fault.of(ErrorCode.REGISTRY_UNREACHABLE, subject + " can't be reached: " + why)
        .hint(hint)
        .exception(e);
  }

  /** It has never answered, and was given {@code time}. */
  LayerliftException silent(Duration time, IOException e) {
    return unreachable(
        "it did not answer within " + time.toSeconds() + " seconds",
        "check its address, the port too, and whether it is running; and HTTPS_PROXY if there is"
            + " a proxy",
        e);
  }

  /** The registry doesn't take {@code what}, because of a layer that isn't in the archive. */
  LayerliftException of(ForeignLayer layer, Answer answer, String what) {
    String place = layer.address().isEmpty() ? "elsewhere" : layer.address();
    return Fault.of(
            ErrorCode.REGISTRY_REFUSED,
            subject + " refused " + what + ", because its layer " + layer.digest()
                + " is a foreign one, to be fetched from " + place + Said.of(answer))
        .hint("those who run the registry can allow such layers (in distribution's configuration:"
            + " validation.manifests.urls.allow); or push an image that has all of its layers")
        .exception();
  }

  LayerliftException wantsTls() {
    return Fault.of(
            ErrorCode.REGISTRY_UNREACHABLE, subject + " can't be reached: it speaks only TLS")
        .hint(WayOut.of("leave out ").set(Setting.REGISTRY_PLAIN_HTTP))
        .exception();
  }

  LayerliftException notAHost() {
    return Fault.of(
            ErrorCode.REGISTRY_UNREACHABLE, subject + " can't be reached: no host has such a name")
        .hint("check its name")
        .exception();
  }

  private LayerliftException proxyLogin() {
    return Fault.of(
            ErrorCode.REGISTRY_UNREACHABLE,
            subject + " can't be reached: the proxy demands a login")
        .hint("name the user in HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT")
        .exception();
  }

  /** Wrong or missing credentials. */
  LayerliftException denied(boolean hasCredentials, String said) {
    String sentence = hasCredentials
        ? subject + " does not accept the credentials" + said
        : subject + " demands a login, and there are no credentials for it" + said;
    return Fault.of(ErrorCode.REGISTRY_DENIED, sentence)
        .hint(WayOut.of(
                "log in: docker login " + ShellWord.of(registry) + "; or give credentials with ")
            .set(Setting.REGISTRY_CREDENTIALS))
        .exception();
  }

  /** The credentials are right, but not enough. */
  LayerliftException notAllowed(String repository, String said) {
    return Fault.of(
            ErrorCode.REGISTRY_DENIED,
            subject + " accepts the credentials, but not for pushing to " + repository + said)
        .hint(WayOut.of("check the name; or log in as a user who may push to it: docker login "
                + ShellWord.of(registry) + "; or give credentials with ")
            .set(Setting.REGISTRY_CREDENTIALS))
        .exception();
  }

  /** The registry has stored something else than what was sent. */
  LayerliftException otherDigest(String what, Digest ours, String theirs) {
    return Fault.of(
            ErrorCode.REGISTRY_DIGEST,
            subject + " answers with the digest " + theirs + " to " + what + ", which has " + ours)
        .hint("don't use what is there under this name; tell those who run the registry")
        .exception();
  }

  /** The registry has received other bytes than those that were read before. */
  LayerliftException damaged(Digest digest) {
    return Fault.of(
            ErrorCode.REGISTRY_DIGEST,
            "what arrived at " + subject + " does not have the digest " + digest
                + ": the input has changed meanwhile, or was damaged on the way")
        .hint("push it again when nothing is writing to the input")
        .exception();
  }

  /** The registry doesn't keep to the protocol. */
  LayerliftException odd(String what) {
    return Fault.of(ErrorCode.REGISTRY_REFUSED, subject + " " + what)
        .hint("check its address: registries don't do this")
        .exception();
  }
}
