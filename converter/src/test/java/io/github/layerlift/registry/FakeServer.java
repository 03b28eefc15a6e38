package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks just enough HTTP/1.1 to be strict, and to break off wherever a test wants. */
final class FakeServer implements Closeable {
  /** What was asked. Header names are in lower case. */
  record Request(String method, String target, Map<String, String> headers) {
    String path() {
      return target.replaceFirst("\\?.*", "");
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String query(String name) {
      for (String pair : target.replaceFirst("[^?]*\\??", "").split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
        }
      }
      return "";
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /** What is answered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply of(int status, String... headers) {
      Map<String, String> all = new LinkedHashMap<>();
      for (int i = 0; i < headers.length; i += 2) {
        all.put(headers[i], headers[i + 1]);
      }
      return new Reply(status, all, new byte[0]);
    }

    static Reply error(int status, String code) {
      return of(status).with("{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"m\"}]}");
    }

    Reply with(String text) {
      return new Reply(status, headers, text.getBytes(UTF_8));
    }

    Reply with(byte[] bytes) {
      return new Reply(status, headers, bytes);
    }
  }

  /** Answers. */
  interface Handler {
    Reply handle(Request request, Content content) throws IOException;
  }

  /** The connection is to be cut. */
  static final class Cut extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The body of a request, as far as it was read. */
  static final class Content {
    private final InputStream in;
    private long left;

    private Content(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    long left() {
      return left;
    }

    byte[] read(long most) throws IOException {
      byte[] bytes = in.readNBytes((int) Math.min(most, left));
      left -= bytes.length;
      return bytes;
    }

    byte[] readAll() throws IOException {
      long wanted = left;
      byte[] all = read(wanted);
      if (all.length < wanted) {
        throw new EOFException("the client broke off");
      }
      return all;
    }
  }

  private static final int LINGER_MILLIS = 2_000;

  private final ServerSocket socket;
  private final Handler handler;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  FakeServer(Handler handler) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
  }

  FakeServer(ServerSocket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
    start(this::accept);
  }

  String domain() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Everything that was asked, in this order. */
  List<Request> requests() {
    return new ArrayList<>(requests);
  }

  /** How many were opened. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        if (socket.isClosed()) {
          // the system may let one more in
          connection.close();
          return;
        }
        start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (answerOne(in, connection)) {
        // the next request on the same connection
      }
    } catch (IOException e) {
      // the client will notice
      return;
    }
  }

  private boolean answerOne(InputStream in, Socket connection) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return false;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3) {
      return malformed(connection);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        return malformed(connection);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    Request request = new Request(words[0], words[1], headers);
    requests.add(request);
    Content content = new Content(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
    Reply reply;
    try {
      reply = handler.handle(request, content);
    } catch (Cut e) {
      connection.setSoLinger(true, 0);
      return false;
    }
    boolean stays = content.left() == 0;
    write(reply, request, connection.getOutputStream(), stays);
    if (!stays) {
      linger(in, connection);
    }
    return stays;
  }

  private static boolean malformed(Socket connection) throws IOException {
    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
    return false;
  }

  /** Closing at once would break the connection, maybe before the client has read the answer. */
  private static void linger(InputStream in, Socket connection) throws IOException {
    connection.shutdownOutput();
    connection.setSoTimeout(LINGER_MILLIS);
    in.transferTo(OutputStream.nullOutputStream());
  }

  private static void write(Reply reply, Request request, OutputStream out, boolean stays)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " X\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (!stays) {
      head.append("Connection: close\r\n");
    }
    if (reply.status() != 204) {
      head.append("Content-Length: " + reply.body().length + "\r\n");
    }
    out.write((head + "\r\n").getBytes(ISO_8859_1));
    if (!request.method().equals("HEAD")) {
      out.write(reply.body());
    }
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
      if (line.length() > 1 << 16) {
        throw new IOException("a line is too long");
      }
    }
    return line.toString().replace("\r", "");
  }
}
