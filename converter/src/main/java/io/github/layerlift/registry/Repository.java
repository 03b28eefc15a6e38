package io.github.layerlift.registry;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** A repository of a registry. For any number of threads. */
public final class Repository {
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final Digest EMPTY = Digest.of(new byte[0]);
  private static final String CONTENT_DIGEST = "Docker-Content-Digest";
  private static final String MANIFESTS = String.join(
      ", ",
      MediaTypes.MANIFEST,
      MediaTypes.INDEX,
      MediaTypes.DOCKER_MANIFEST,
      MediaTypes.DOCKER_INDEX);

  private final Host host;
  private final String path;
  private final Scope scope;

  /** Uploads that the registry has opened instead of mounting a blob. */
  private final Map<Digest, URI> opened = new ConcurrentHashMap<>();

  Repository(Host host, String path) {
    this.host = host;
    this.path = path;
    this.scope = new Scope(path);
  }

  /** Whether the registry has the blob in this repository; it isn't asked if it was seen there before. */
  public boolean hasBlob(Digest digest) throws LayerliftException {
    if (knowsBlob(digest)) {
      return true;
    }
    String what = "the question for " + digest;
    Answer answer = host.send(Call.of("HEAD", uri("blobs/" + digest)), scope, what);
    boolean there = isThere(answer, what);
    if (there) {
      host.blobs().add(digest, this);
    }
    return there;
  }

  /**
   * Reserves a tag for an image, for as long as these registries are in use: so none of several
   * pushes takes a name from another one.
   *
   * @param image its ID, however it is packed; of an index its digest
   * @throws LayerliftException if another image has it
   */
  public void claim(String tag, Digest image) throws LayerliftException {
    if (!host.claim(path + ":" + tag, image).equals(image)) {
      throw Fault.of(
              ErrorCode.TAG_CONFLICT,
              "\"" + host.domain() + "/" + path + ":" + tag
                  + "\" already has another image, from another archive")
          .hint("push this one alone, under another name")
          .exception();
    }
  }

  /** Gives a tag up that was claimed for an image, which it doesn't lead to. */
  public void release(String tag, Digest image) {
    host.release(path + ":" + tag, image);
  }

  /**
   * Asks for anything, so that it is known early whether the registry is there and lets us in.
   *
   * @throws LayerliftException if it doesn't
   */
  public void greet() throws LayerliftException {
    if (!host.isGreeted()) {
      String what = "the first question";
      Answer answer = host.send(Call.of("HEAD", uri("blobs/" + EMPTY)), scope, what);
      isThere(answer, what);
      host.greeted();
    }
  }

  /** Whether the blob was seen or brought here before. */
  public boolean knowsBlob(Digest digest) {
    return host.blobs().has(digest, this);
  }

  /** A repository of the same registry where the blob was seen or brought before. */
  public Optional<Repository> holder(Digest digest) {
    return host.blobs().holder(digest);
  }

  /**
   * Has the registry take the blob from {@code from}.
   *
   * @param from another repository of the same registry
   * @return false if it didn't, whatever the reason: it has to be uploaded
   */
  public boolean mount(Digest digest, Repository from) throws LayerliftException {
    URI uri = uri("blobs/uploads/?mount=" + encoded(digest) + "&from=" + from.path);
    String what = "the mount of " + digest;
    Answer answer;
    try {
      answer = host.send(Call.of("POST", uri), new Scope(path, from.path), what);
    } catch (LayerliftException e) {
      if (e.code() == ErrorCode.REGISTRY_DENIED) {
        // perhaps only to the other repository
        return false;
      }
      throw e;
    }
    if (answer.status() == ACCEPTED && answer.header("Location").isPresent()) {
      opened.put(digest, location(answer, what));
    }
    if (answer.status() != CREATED) {
      return false;
    }
    requireOurs(answer, digest, what);
    host.blobs().add(digest, this);
    return true;
  }

  /**
   * Brings the blob to the registry, which checks the digest.
   *
   * @param sent called by several threads with the number of bytes that were sent; with a negative
   *     one if they have to be sent once more
   */
  public void upload(Digest digest, Extent blob, LongConsumer sent) throws LayerliftException {
    new Upload(this, digest, blob, sent, opened.remove(digest)).run();
    host.blobs().add(digest, this);
  }

  /**
   * The digest of the manifest or index that has this name.
   *
   * @param reference a tag or a digest
   */
  public Optional<Digest> manifest(String reference) throws LayerliftException {
    String what = "the question for " + reference;
    Answer answer = host.send(manifestCall("HEAD", reference), scope, what);
    if (!isThere(answer, what)) {
      return Optional.empty();
    }
    Optional<Digest> digest = answer.header(CONTENT_DIGEST).flatMap(Digest::parse);
    return digest.isPresent() ? digest : manifestBytes(reference).map(Digest::of);
  }

  /**
   * The manifest or index that has this name.
   *
   * @param reference a tag or a digest
   */
  public Optional<byte[]> manifestBytes(String reference) throws LayerliftException {
    String what = "the request for " + reference;
    Answer answer = host.send(manifestCall("GET", reference), scope, what);
    if (!isThere(answer, what)) {
      return Optional.empty();
    }
    Digest digest = Digest.of(answer.body());
    requireOurs(answer, digest, what);
    Optional<Digest> wanted = Digest.parse(reference);
    if (wanted.isPresent() && !wanted.get().equals(digest)) {
      throw host.faults().otherDigest(what, wanted.get(), digest.toString());
    }
    return Optional.of(answer.body());
  }

  /**
   * Stores a manifest or an index. Everything that it refers to has to be there.
   *
   * @param reference a tag or its digest
   * @param digest of {@code bytes}
   */
  public Put put(String reference, byte[] bytes, String mediaType, Digest digest)
      throws LayerliftException {
    String what = "the upload of the manifest " + reference;
    Call call = Call.of("PUT", uri("manifests/" + reference))
        .with("Content-Type", mediaType)
        .with(Body.of(bytes));
    Answer answer = host.send(call, scope, what);
    if (!answer.isSuccess()) {
      throw ForeignLayer.refused(bytes, answer)
          .map(layer -> host.faults().of(layer, answer, what))
          .orElseGet(() -> Said.has(answer, "DIGEST_INVALID")
              ? host.faults().damaged(digest)
              : host.faults().of(answer, what));
    }
    requireOurs(answer, digest, what);
    return new Put(answer.header("OCI-Subject").isPresent());
  }

  Host host() {
    return host;
  }

  Scope scope() {
    return scope;
  }

  URI uri(String rest) throws LayerliftException {
    return host.base().resolve(path + "/" + rest);
  }

  /** Where an upload goes on. */
  URI location(Answer answer, String what) throws LayerliftException {
    Optional<String> location = answer.header("Location");
    if (location.isEmpty()) {
      throw host.faults().odd("does not say where to go on with " + what);
    }
    return host.resolve(answer, location.get());
  }

  /** If the registry says what it has stored, it must be what was sent. */
  void requireOurs(Answer answer, Digest digest, String what) throws LayerliftException {
    Optional<String> theirs = answer.header(CONTENT_DIGEST);
    if (theirs.isPresent() && !theirs.get().equals(digest.toString())) {
      throw host.faults().otherDigest(what, digest, theirs.get());
    }
  }

  private Call manifestCall(String method, String reference) throws LayerliftException {
    return Call.of(method, uri("manifests/" + reference)).with("Accept", MANIFESTS);
  }

  private boolean isThere(Answer answer, String what) throws LayerliftException {
    if (answer.status() == NOT_FOUND) {
      return false;
    }
    if (!answer.isSuccess()) {
      throw host.faults().of(answer, what);
    }
    return true;
  }

  private static String encoded(Digest digest) {
    return digest.toString().replace(":", "%3A");
  }
}
