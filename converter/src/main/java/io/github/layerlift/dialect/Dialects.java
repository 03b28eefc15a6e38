package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All dialects, in the order in which they are tried. A new one is added here. */
public final class Dialects {
  private static final Dialect OCI = new OciArchive(false);
  private static final Dialect DOCKER = new DockerArchive(false);

  /** Archives of earlier ones also have the marks of later ones, so that older programs can read them. */
  private static final List<Dialect> ALL = List.of(
      OCI, new DirFolder(), DOCKER, new RegistryStorage(), new RegistryV1(), new V1Archive(false));

  private static final Map<String, Dialect> NAMED = Map.of(
      "oci",
      new OciArchive(true),
      "docker-archive",
      new DockerArchive(true),
      "v1",
      new V1Archive(true),
      "dir",
      new DirFolder(),
      "registry",
      new RegistryStorage(),
      "registry-0.x",
      new RegistryV1());

  private Dialects() {}

  /**
   * The dialect of {@code archive}.
   *
   * @throws io.github.layerlift.fault.UnsupportedArchiveException if it is of none, with what it is instead
   */
  public static Dialect of(Archive archive) throws LayerliftException {
    for (Dialect dialect : ALL) {
      if (dialect.recognises(archive)) {
        return dialect;
      }
    }
    throw UnknownArchive.explain(archive);
  }

  /** The dialect of an archive whose lists of images may be lost, by what else is in it. */
  private static Dialect ofDamaged(Archive archive, boolean damaged) throws LayerliftException {
    boolean listed = archive.isFile(DockerArchive.MANIFEST)
        || (archive.isFile(OciArchive.INDEX) && archive.isFile(OciArchive.LAYOUT));
    boolean unmarked = archive.isFile(OciArchive.INDEX) ? damaged || archive.mayBeCut() : !listed;
    if (unmarked && OciArchive.hasBlobs(archive)) {
      return OCI;
    }
    return listed || UnlistedImages.config(archive).isEmpty() ? of(archive) : DOCKER;
  }

  /**
   * The dialect {@code name} if one is given, whatever {@code archive} looks like; otherwise that
   * of {@code archive}.
   *
   * @param name one of {@link #names}
   * @param damage what was found wrong with the archive
   */
  public static Dialect of(Archive archive, Optional<String> name, Damage damage)
      throws LayerliftException {
    if (name.isEmpty()) {
      return damage.isCollected() ? ofDamaged(archive, damage.any()) : of(archive);
    }
    Dialect dialect = Objects.requireNonNull(NAMED.get(name.get()));
    if (!dialect.recognises(archive)) {
      throw Fault.of(
              ErrorCode.UNKNOWN_ARCHIVE,
              archive.name() + " can't be read as " + name.get() + ": it has " + dialect.lacking())
          .hint(WayOut.of("without ")
              .set(Setting.READ_AS)
              .then(", its kind is detected from its content"))
          .exception();
    }
    return dialect;
  }

  /** The names of dialects in the option that says how to read an archive. */
  public static List<String> names() {
    return NAMED.keySet().stream().sorted().toList();
  }

  /** Whether {@code archive} looks like one of any dialect. */
  public static boolean know(Archive archive) {
    return ALL.stream().anyMatch(dialect -> dialect.recognises(archive));
  }

  /** Whether {@code archive} is a registry's disk. */
  public static boolean isStorage(Archive archive) {
    return ALL.stream()
        .filter(dialect -> dialect.recognises(archive))
        .findFirst()
        .filter(Dialect::namesLackRegistry)
        .isPresent();
  }

  /** Whether {@code top}, the upper two levels of a folder, are those of a registry's disk. */
  public static boolean mayBeStorage(Archive top) {
    return RegistryStorage.mayBe(top) || RegistryV1.mayBe(top);
  }

  /** The images of all registries' disks in {@code archive}, each of which can be read on its own. */
  static List<Part> partsOfStorages(Archive archive, Context context) throws LayerliftException {
    List<Dialect> kinds = ALL.stream()
        .filter(dialect -> dialect.namesLackRegistry() && dialect.recognises(archive))
        .toList();
    List<Part> parts = new ArrayList<>();
    for (Dialect dialect : kinds) {
      for (Part part : dialect.parts(archive, context)) {
        parts.add(kinds.size() > 1 ? part.named(dialect.id() + "/" + part.name()) : part);
      }
    }
    return parts;
  }

  /** The archives in {@code archive}, if it isn't an image archive itself. */
  public static Inner inside(Archive archive) throws LayerliftException {
    return know(archive) ? Inner.NONE : UnknownArchive.inside(archive);
  }
}
