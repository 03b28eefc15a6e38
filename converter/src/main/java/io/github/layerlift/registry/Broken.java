package io.github.layerlift.registry;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why there was no answer. */
enum Broken {
  UNKNOWN_HOST,
  REFUSED,
  CONNECT_TIMEOUT,
  UNKNOWN_AUTHORITY,
  EXPIRED,
  OTHER_NAME,
  CLIENT_CERTIFICATE,
  NOT_TLS,
  TLS,
  PROXY,
  TOO_LONG,
  SILENT,
  CUT;

  /** The names of alerts by which a server says that it wants another certificate, or any. */
  private static final String CERTIFICATE_ALERT =
      ".*(bad_certificate|certificate_required|certificate_unknown|unknown_ca|access_denied).*";

  static Broken of(IOException e) {
    if (e instanceof Proxies.Unreachable) {
      return PROXY;
    }
    if (e instanceof HttpConnectTimeoutException) {
      return CONNECT_TIMEOUT;
    }
    if (e instanceof HttpTimeoutException) {
      return SILENT;
    }
    if (e instanceof BoundedBody.TooLong) {
      return TOO_LONG;
    }
    if (has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class)) {
      return UNKNOWN_HOST;
    }
    if (has(e, ConnectException.class)) {
      return REFUSED;
    }
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (said.startsWith("tunnel failed") || said.contains("proxy")) {
      return PROXY;
    }
    return has(e, SSLException.class) || has(e, CertificateException.class) ? ofTls(e, said) : CUT;
  }

  private static Broken ofTls(IOException e, String said) {
    if (has(e, CertificateExpiredException.class)
        || has(e, CertificateNotYetValidException.class)) {
      return EXPIRED;
    }
    if (has(e, CertPathBuilderException.class) || has(e, CertPathValidatorException.class)) {
      return UNKNOWN_AUTHORITY;
    }
    if (has(e, CertificateException.class)) {
      return OTHER_NAME;
    }
    if (said.matches(CERTIFICATE_ALERT)) {
      return CLIENT_CERTIFICATE;
    }
    if (said.contains("ssl message") || said.contains("plaintext")) {
      return NOT_TLS;
    }
    boolean isCut = has(e, EOFException.class)
        || said.contains("closed")
        || said.contains("reset")
        || said.contains("terminated");
    return isCut ? CUT : TLS;
  }

  /** Whether nobody was reached. */
  boolean isBeforeConnection() {
    return this == UNKNOWN_HOST || this == REFUSED || this == CONNECT_TIMEOUT;
  }

  /** Whether trying again would end in the same way. */
  static boolean isLasting(IOException e) {
    return switch (of(e)) {
      case UNKNOWN_AUTHORITY, EXPIRED, OTHER_NAME, CLIENT_CERTIFICATE, NOT_TLS, TLS, TOO_LONG ->
        true;
      case UNKNOWN_HOST, REFUSED, CONNECT_TIMEOUT, PROXY, SILENT, CUT -> false;
    };
  }

  /** Whether a server fails in this way that was asked with TLS and speaks none, or the other way around. */
  static boolean mayBeOther(IOException e) {
    Broken broken = of(e);
    return broken == NOT_TLS || broken == SILENT || broken == CUT;
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
