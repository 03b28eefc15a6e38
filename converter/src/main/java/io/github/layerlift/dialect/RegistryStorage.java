package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The disk of a registry of version 2 or 3: blobs by digest, and for each repository links to those that are manifests,
 * with or without a tag.
 *
 * @see <a href="https://github.com/distribution/distribution/blob/v2.8.3/registry/storage/paths.go">its paths</a>
 */
final class RegistryStorage implements Dialect {
  /** Also where no link leads to one any longer. */
  private static final Pattern BLOB =
      Pattern.compile("(?:.*/)?blobs/sha256/[0-9a-f]{2}/[0-9a-f]{64}/data", Pattern.DOTALL);

  /** A link is a digest. */
  private static final int MAX_LINK = 256;

  @Override
  public String id() {
    return "registry";
  }

  @Override
  public boolean recognises(Archive archive) {
    return archive.names().stream()
        .anyMatch(
            name -> RegistryLink.of(name).isPresent() || BLOB.matcher(name).matches());
  }

  /** By the folders in the upper two levels. */
  static boolean mayBe(Archive top) {
    return top.has("docker/registry") || (top.has("repositories") && top.has("blobs/sha256"));
  }

  @Override
  public String lacking() {
    return "no _manifests of a registry's repositories";
  }

  @Override
  public boolean isOfLayout(String name, Archive archive) {
    return RegistryLink.isOfLayout(name);
  }

  @Override
  public boolean namesLackRegistry() {
    return true;
  }

  @Override
  public List<Part> parts(Archive archive, Context context) {
    return new RegistryParts(archive, context).all();
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    StoreLosses.warnOfDamage(archive, context);
    List<String> names = archive.names();
    Map<String, List<RegistryLink>> stores = RegistryLink.byStore(names);
    if (names.stream().anyMatch(RegistryLink::isUpload)) {
      context.warn(
          WarningCode.STORE_IN_USE,
          "the storage has unfinished uploads: the registry may be writing to it; what comes in"
              + " meanwhile may be missing");
    }
    StoreLosses.warnOfNames(lost(archive, names, stores), context);
    List<Root> roots = new ArrayList<>();
    Set<String> artifacts = new LinkedHashSet<>();
    for (Map.Entry<String, List<RegistryLink>> store : stores.entrySet()) {
      OciBlobs blobs =
          new OciBlobs(archive, context, digest -> List.of(blob(store.getKey(), digest)));
      Untyped manifests = new Untyped(blobs, context);
      roots.addAll(read(archive, manifests, blobs, store.getValue(), context));
      artifacts.addAll(manifests.artifacts());
    }
    if (roots.isEmpty() && context.damage().lost().isEmpty()) {
      throw Fault.of(
              ErrorCode.NO_IMAGES,
              "it is a registry's disk, but no tag leads to a manifest, nor does another link")
          .hint("links are in the folder repositories beside blobs: get them as well")
          .exception();
    }
    OciArchive.warnOfArtifacts(roots, artifacts, context);
    return roots;
  }

  /**
   * Where names or manifests should be, and are none: tags without a link, links that lead nowhere, and links to
   * folders, which may lead anywhere.
   */
  static List<String> lost(
      Archive archive, List<String> names, Map<String, List<RegistryLink>> stores) {
    Set<String> tags = new LinkedHashSet<>();
    List<String> strays = new ArrayList<>();
    for (String name : names) {
      RegistryLink.tagFolder(name).ifPresent(tags::add);
      if (RegistryLink.isInPlaceOfFolder(name)
          && archive.isFile(name)
          && stores.keySet().stream().anyMatch(store -> name.startsWith(store + "repositories/"))) {
        strays.add(name);
      }
    }
    for (List<RegistryLink> links : stores.values()) {
      for (RegistryLink link : links) {
        boolean leads = leads(archive, link);
        if (leads && !link.tag().isEmpty()) {
          RegistryLink.tagFolder(link.entry()).ifPresent(tags::remove);
        } else if (!leads && link.tag().isEmpty()) {
          strays.add(link.entry());
        }
      }
    }
    List<String> lost = new ArrayList<>(tags);
    lost.addAll(strays);
    return lost;
  }

  private static boolean leads(Archive archive, RegistryLink link) {
    try {
      return archive.peek(link.entry()).isPresent();
    } catch (LayerliftException e) {
      // whoever follows it will be told
      return true;
    }
  }

  private static List<Root> read(
      Archive archive, Untyped manifests, OciBlobs blobs, List<RegistryLink> links, Context context)
      throws LayerliftException {
    Map<Digest, List<RegistryLink>> tagged = new LinkedHashMap<>();
    Set<Digest> all = new LinkedHashSet<>();
    for (RegistryLink link : links) {
      Optional<Digest> digest = digest(archive, link, context);
      if (digest.isPresent()) {
        all.add(digest.get());
        if (!link.tag().isEmpty()) {
          tagged.computeIfAbsent(digest.get(), any -> new ArrayList<>()).add(link);
        }
      }
    }
    Map<Digest, Root> roots = new LinkedHashMap<>();
    Set<Digest> listed = new HashSet<>();
    for (Digest digest : all) {
      List<RegistryLink> names = tagged.getOrDefault(digest, List.of());
      Optional<Root> root = StoreLosses.whole(
          context,
          all.size() > 1,
          names.stream().map(RegistryLink::name).sorted().toList(),
          digest.toString(),
          () -> read(manifests, blobs.require(digest), digest, context)
              .withTags(tags(names, context)));
      if (root.isPresent()) {
        roots.put(digest, root.get());
        addListed(root.get(), listed);
      }
    }
    // what an index lists has a link of its own, too
    roots.keySet().removeIf(digest -> listed.contains(digest) && !tagged.containsKey(digest));
    return List.copyOf(roots.values());
  }

  private static Optional<Digest> digest(Archive archive, RegistryLink link, Context context)
      throws LayerliftException {
    Optional<Extent> file = archive.find(link.entry());
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String text = text(file.get());
    return context.orElse(
        Optional.empty(),
        () -> Optional.of(Digest.parse(text)
            .orElseThrow(() -> Fault.of(
                    ErrorCode.DIGEST_INVALID,
                    "the link is \"" + text + "\", which is not a sha256 digest")
                .in(link.entry())
                .exception())));
  }

  /** What the link {@code file} says, which should be a digest. */
  static String text(Extent file) throws LayerliftException {
    return new String(file.head(MAX_LINK), UTF_8).strip();
  }

  private static Root read(Untyped manifests, Extent file, Digest digest, Context context)
      throws LayerliftException {
    byte[] bytes = context.json().bytes(file);
    OciBlobs.requireDigest(bytes, digest, file);
    return manifests.read(bytes, file);
  }

  /** Where the blob {@code digest} is. */
  static String blob(String store, Digest digest) {
    return store + "blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex() + "/data";
  }

  private static List<Reference> tags(List<RegistryLink> links, Context context) {
    Map<String, Reference> tags = new TreeMap<>();
    for (RegistryLink link : links) {
      Tags.parse(link.name(), link.entry(), "", context.warnings())
          .ifPresent(tag -> tags.put(tag.toString(), tag));
    }
    return List.copyOf(tags.values());
  }

  private static void addListed(Root root, Set<Digest> listed) {
    if (root instanceof Root.Index index) {
      for (Root child : index.children()) {
        listed.add(Digest.of(Objects.requireNonNull(child.document()).bytes()));
        addListed(child, listed);
      }
    }
  }
}
