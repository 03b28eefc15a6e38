package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.image.Digest;
import io.github.layerlift.registry.FakeServer.Content;
import io.github.layerlift.registry.FakeServer.Reply;
import io.github.layerlift.registry.FakeServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry in memory, strict about the specification, that fails where a test wants. */
public final class FakeRegistry implements Closeable {
  /** Answers instead of the registry, or lets it answer. */
  interface Interception {
    Optional<Reply> answer(Request request, Content content) throws IOException;
  }

  private record Session(String repository, ByteArrayOutputStream bytes) {}

  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/(.+?)/(blobs/uploads|blobs|manifests)/(.*)");
  private static final Pattern REFERRED = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]{64})\"");

  private final FakeServer server;
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile Interception interception = (request, content) -> Optional.empty();
  private volatile boolean mounts = true;
  private volatile boolean resumes = true;
  private volatile String uploadHeader = "";

  public FakeRegistry() throws IOException {
    this.server = new FakeServer(this::handle);
  }

  /** Doesn't mount blobs, but opens uploads instead. */
  public FakeRegistry withoutMounts() {
    mounts = false;
    return this;
  }

  /** Refuses the first manifest that comes. */
  public FakeRegistry refusingOneManifest() {
    AtomicBoolean refused = new AtomicBoolean();
    return intercepted((request, content) -> {
      boolean first = request.method().equals("PUT")
          && request.path().contains("/manifests/")
          && refused.compareAndSet(false, true);
      if (first) {
        content.readAll();
      }
      return first ? Optional.of(Reply.error(403, "DENIED")) : Optional.empty();
    });
  }

  /** Forgets uploads that were cut, as Docker's registry does. */
  FakeRegistry withoutResuming() {
    resumes = false;
    return this;
  }

  /** Demands chunks of at least so many bytes. */
  FakeRegistry withMinChunk(int bytes) {
    uploadHeader = Integer.toString(bytes);
    return this;
  }

  FakeRegistry intercepted(Interception by) {
    interception = by;
    return this;
  }

  public String domain() {
    return server.domain();
  }

  /** The requests whose text matches, without the first one that finds the registry. */
  public List<String> requests(String regex) {
    return server.requests().stream()
        .map(Request::toString)
        .filter(text -> text.matches(regex))
        .toList();
  }

  List<Request> requests() {
    return server.requests();
  }

  public byte[] blob(String repository, Digest digest) {
    return blobs.getOrDefault(repository + "@" + digest, new byte[0]);
  }

  public boolean hasBlob(String repository, Digest digest) {
    return blobs.containsKey(repository + "@" + digest);
  }

  public byte[] manifest(String repository, String reference) {
    return manifests.getOrDefault(repository + "@" + reference, new byte[0]);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private Reply handle(Request request, Content content) throws IOException {
    Optional<Reply> instead = interception.answer(request, content);
    if (instead.isPresent()) {
      return instead.get();
    }
    Matcher path = REPOSITORY.matcher(request.path());
    if (!path.matches()) {
      return Reply.of(request.path().equals("/v2/") ? 200 : 404);
    }
    String repository = path.group(1);
    String rest = path.group(3);
    return switch (path.group(2)) {
      case "blobs" -> blob(repository, rest);
      case "manifests" -> manifest(request, content, repository, rest);
      default ->
        request.method().equals("POST")
            ? open(request, repository)
            : upload(request, content, repository, rest);
    };
  }

  private Reply blob(String repository, String digest) {
    byte[] blob = blobs.get(repository + "@" + digest);
    return blob == null
        ? Reply.error(404, "BLOB_UNKNOWN")
        : Reply.of(200, "Docker-Content-Digest", digest).with(blob);
  }

  private Reply open(Request request, String repository) {
    String mounted = request.query("mount");
    byte[] known = blobs.get(request.query("from") + "@" + mounted);
    if (mounts && known != null) {
      blobs.put(repository + "@" + mounted, known);
      return Reply.of(
          201, "Location", "/v2/" + repository + "/blobs/x", "Docker-Content-Digest", mounted);
    }
    String id = "u" + opened.incrementAndGet();
    sessions.put(id, new Session(repository, new ByteArrayOutputStream()));
    String at = "/v2/" + repository + "/blobs/uploads/" + id + "?state=a%2Fb";
    return uploadHeader.isEmpty()
        ? Reply.of(202, "Location", at)
        : Reply.of(202, "Location", at, "OCI-Chunk-Min-Length", uploadHeader);
  }

  private Reply upload(Request request, Content content, String repository, String id)
      throws IOException {
    Session session = sessions.get(id);
    if (session == null || !session.repository().equals(repository)) {
      return Reply.error(404, "BLOB_UPLOAD_UNKNOWN");
    }
    if (!request.query("state").equals("a/b")) {
      return Reply.error(400, "STATE_LOST");
    }
    int size = session.bytes().size();
    String range = size == 0 ? "0-0" : "0-" + (size - 1);
    if (request.method().equals("GET")) {
      return Reply.of(204, "Range", range);
    }
    long length = content.left();
    if (request.method().equals("PATCH")
        && !request.header("Content-Range").equals(size + "-" + (size + length - 1))) {
      return Reply.error(416, "RANGE_INVALID");
    }
    session.bytes().writeBytes(content.readAll());
    if (request.method().equals("PATCH")) {
      return isTooShort(length)
          ? Reply.error(400, "SIZE_INVALID")
          : Reply.of(202, "Location", id + "?state=a%2Fb", "Range", "0-" + (size + length - 1));
    }
    return finish(session, id, request.query("digest"));
  }

  /** The last chunk may be, too, which no test needs. */
  private boolean isTooShort(long length) {
    return !uploadHeader.isEmpty() && length < Long.parseLong(uploadHeader);
  }

  private Reply finish(Session session, String id, String digest) {
    byte[] whole = session.bytes().toByteArray();
    sessions.remove(id);
    if (!Digest.of(whole).toString().equals(digest)) {
      return Reply.error(400, "DIGEST_INVALID");
    }
    blobs.put(session.repository() + "@" + digest, whole);
    return Reply.of(201, "Location", "/x", "Docker-Content-Digest", digest);
  }

  private Reply manifest(Request request, Content content, String repository, String reference)
      throws IOException {
    String key = repository + "@" + reference;
    if (!request.method().equals("PUT")) {
      byte[] known = manifests.get(key);
      return known == null
          ? Reply.error(404, "MANIFEST_UNKNOWN")
          : Reply.of(200, "Docker-Content-Digest", Digest.of(known).toString()).with(known);
    }
    byte[] bytes = content.readAll();
    Matcher referred = REFERRED.matcher(new String(bytes, UTF_8));
    while (referred.find()) {
      String child = repository + "@" + referred.group(1);
      if (!blobs.containsKey(child) && !manifests.containsKey(child)) {
        return Reply.error(400, "MANIFEST_BLOB_UNKNOWN");
      }
    }
    manifests.put(key, bytes);
    manifests.put(repository + "@" + Digest.of(bytes), bytes);
    return Reply.of(201, "Docker-Content-Digest", Digest.of(bytes).toString());
  }

  /** Takes {@code count} bytes of an upload, keeps them if uploads are resumed, and breaks off. */
  Reply cut(Request request, Content content, long count) throws IOException {
    Matcher path = REPOSITORY.matcher(request.path());
    byte[] taken = content.read(count);
    if (path.matches() && sessions.containsKey(path.group(3))) {
      if (resumes) {
        sessions.get(path.group(3)).bytes().writeBytes(taken);
      } else {
        sessions.remove(path.group(3));
      }
    }
    throw new FakeServer.Cut();
  }
}
