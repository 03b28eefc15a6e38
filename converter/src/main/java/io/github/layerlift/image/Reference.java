package io.github.layerlift.image;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image's name and tag, normalised as Docker does: {@code x} is {@code
 * docker.io/library/x:latest}. Ordered by its full form.
 *
 * @param domain such as {@code docker.io} or {@code localhost:5000}
 * @param path such as {@code library/x}
 * @param tag such as {@code latest}
 * @see <a href="https://github.com/distribution/reference/blob/v0.6.0/normalize.go">the rules</a>
 */
public record Reference(String domain, String path, String tag) implements Comparable<Reference> {
  private static final String DEFAULT_DOMAIN = "docker.io";
  private static final String OFFICIAL = "library/";
  private static final String DEFAULT_TAG = "latest";

  /** Reads {@code text}; empty if Docker would not accept it as the name of a tagged image. */
  public static Optional<Reference> parse(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    boolean hasDomain = isDomain(first);
    String domain = hasDomain ? first : DEFAULT_DOMAIN;
    String rest = hasDomain ? text.substring(slash + 1) : text;
    int colon = rest.indexOf(':');
    String path = colon < 0 ? rest : rest.substring(0, colon);
    String tag = colon < 0 ? DEFAULT_TAG : rest.substring(colon + 1);
    if (domain.equals("index." + DEFAULT_DOMAIN)) {
      domain = DEFAULT_DOMAIN;
    }
    if (domain.equals(DEFAULT_DOMAIN) && path.indexOf('/') < 0) {
      path = OFFICIAL + path;
    }
    boolean valid = !Digest.isHex(text)
        && ReferenceGrammar.isDomain(domain)
        && ReferenceGrammar.isPath(path)
        && ReferenceGrammar.isTag(tag)
        && domain.length() + 1 + path.length() <= ReferenceGrammar.MAX_NAME_LENGTH;
    return valid ? Optional.of(new Reference(domain, path, tag)) : Optional.empty();
  }

  /** The first part is a registry if it can't be anything else. */
  private static boolean isDomain(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.equals(first.toLowerCase(Locale.ROOT));
  }

  /** {@code docker.io/library/x}. */
  public String name() {
    return domain + "/" + path;
  }

  /**
   * The short form that Docker shows: {@code x}, {@code me/x}, {@code quay.io/me/x}. If the short
   * form would be read as another name, as for {@code docker.io/localhost/x}, the full one.
   */
  public String familiarName() {
    if (!domain.equals(DEFAULT_DOMAIN)) {
      return name();
    }
    if (path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0) {
      return path.substring(OFFICIAL.length());
    }
    return isDomain(path.substring(0, Math.max(0, path.indexOf('/')))) ? name() : path;
  }

  /** Whether the tag also fits the grammar of {@code org.opencontainers.image.ref.name}. */
  public boolean isOciRefName() {
    return ReferenceGrammar.isOciRefName(tag);
  }

  /** {@code docker.io/library/x:latest}. */
  @Override
  public String toString() {
    return name() + ":" + tag;
  }

  @Override
  public int compareTo(Reference other) {
    return toString().compareTo(other.toString());
  }

  /** By hand, as {@link #hashCode}: a record's own would add several milliseconds to each start. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reference that
        && domain.equals(that.domain)
        && path.equals(that.path)
        && tag.equals(that.tag);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
