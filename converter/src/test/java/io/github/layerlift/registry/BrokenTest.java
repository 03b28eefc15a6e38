package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.LayerliftException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenTest {
  private static Stream<Arguments> exceptions() {
    return Stream.of(
        Arguments.of(
            with(new ConnectException(), new UnresolvedAddressException()), Broken.UNKNOWN_HOST),
        Arguments.of(new ConnectException("Connection refused"), Broken.REFUSED),
        Arguments.of(new HttpConnectTimeoutException("x"), Broken.CONNECT_TIMEOUT),
        Arguments.of(new HttpTimeoutException("x"), Broken.SILENT),
        Arguments.of(new EOFException(), Broken.CUT),
        Arguments.of(new IOException("Connection reset"), Broken.CUT),
        Arguments.of(new IOException("Tunnel failed, got: 502"), Broken.PROXY),
        Arguments.of(new Proxies.Unreachable(new ConnectException()), Broken.PROXY),
        Arguments.of(new BoundedBody.TooLong(9), Broken.TOO_LONG),
        Arguments.of(
            with(
                new SSLHandshakeException("x"),
                new CertPathValidatorException("x", new CertificateExpiredException())),
            Broken.EXPIRED),
        Arguments.of(
            with(new SSLHandshakeException("x"), new CertPathBuilderException()),
            Broken.UNKNOWN_AUTHORITY),
        Arguments.of(
            with(new SSLHandshakeException("x"), new CertificateException("No name matching x")),
            Broken.OTHER_NAME),
        Arguments.of(
            new SSLHandshakeException("Received fatal alert: bad_certificate"),
            Broken.CLIENT_CERTIFICATE),
        Arguments.of(
            new SSLException("(certificate_required) Received fatal alert: certificate_required"),
            Broken.CLIENT_CERTIFICATE),
        Arguments.of(new SSLException("Unsupported or unrecognized SSL message"), Broken.NOT_TLS),
        Arguments.of(new SSLHandshakeException("Received fatal alert: internal_error"), Broken.TLS),
        Arguments.of(new SSLHandshakeException("Remote host terminated the handshake"), Broken.CUT),
        Arguments.of(new SSLException("Connection reset"), Broken.CUT));
  }

  private static IOException with(IOException e, Throwable cause) {
    e.initCause(cause);
    return e;
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void of_exception_isWhatHappened(IOException e, Broken broken) {
    assertEquals(broken, Broken.of(e));
    LayerliftException fault = new Faults("r.example").of(e, "the upload");
    assertTrue(fault.getMessage().contains("r.example"), fault.getMessage());
    assertTrue(fault.hint().isPresent());
    assertFalse(fault.getMessage().matches(".*(Exception|java).*"), fault.getMessage());
  }
}
