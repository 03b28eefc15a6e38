package io.github.layerlift.inspect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.dialect.ImageSource;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.ArchiveEntry;
import io.github.layerlift.report.ArchiveEntry.Fate;
import io.github.layerlift.report.InspectionReport.Image;
import io.github.layerlift.report.InspectionReport.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a conversion makes of each file of an archive with a {@code manifest.json}, or of an older one. */
final class Fates {
  private static final String MANIFEST = "manifest.json";
  private static final String REPOSITORIES = "repositories";

  private final ImageSource source;
  private final Archive archive;
  private final boolean isV1;
  private final Map<String, Place> byFile = new HashMap<>();
  private final Map<String, Place> byName = new HashMap<>();

  private Fates(ImageSource source, boolean isV1) {
    this.source = source;
    this.archive = source.archive();
    this.isV1 = isV1;
  }

  /**
   * What a file is in the first image that has it.
   *
   * @param last the last image that has it
   * @param images how many have it
   */
  private record Place(Fate fate, String digest, int image, int layer, int last, int images) {
    static Place in(int image, Fate fate, String digest, int layer) {
      return new Place(fate, digest, image, layer, image, image < 0 ? 0 : 1);
    }

    static Place inNone(Fate fate) {
      return in(-1, fate, "", -1);
    }

    /** With the next one. */
    Place and(Place next) {
      // the config of one image may be a part of the history of another
      Place first = fate == Fate.HISTORY && next.fate == Fate.CONFIG ? next : this;
      int count = images + (next.image == last ? 0 : 1);
      return new Place(first.fate, first.digest, first.image, first.layer, next.image, count);
    }
  }

  /**
   * The files, in the archive's order; none if it is of another kind, or one of several.
   *
   * @param images that were read from it
   */
  static List<ArchiveEntry> of(ImageSources sources, List<Image> images, JsonReader json)
      throws LayerliftException {
    if (sources.all().size() != 1) {
      return List.of();
    }
    ImageSource source = sources.all().get(0);
    boolean isV1 = source.dialect().id().equals("v1");
    if (!isV1 && !source.dialect().id().equals("docker-archive")) {
      return List.of();
    }
    Fates fates = new Fates(source, isV1);
    for (int i = 0; i < images.size(); i++) {
      fates.addLayers(images.get(i), i);
    }
    if (!isV1) {
      fates.addConfigs(images, json);
    }
    return fates.entries();
  }

  private void addLayers(Image image, int number) {
    for (int i = 0; i < image.layers().size(); i++) {
      Layer layer = image.layers().get(i);
      String digest = layer.compression().equals("none") ? layer.diffId() : layer.digest();
      byFile.merge(layer.file(), Place.in(number, Fate.LAYER, digest, i), Place::and);
      for (String id : isV1 ? layer.v1Ids() : List.<String>of()) {
        Fate fate = i == image.layers().size() - 1 ? Fate.CONFIG : Fate.HISTORY;
        byName.merge(id + "/json", Place.in(number, fate, "", i), Place::and);
      }
    }
  }

  private void addConfigs(List<Image> images, JsonReader json) throws LayerliftException {
    List<String> ids = images.stream().map(Image::id).toList();
    Extent list = archive.peek(MANIFEST).orElseThrow();
    for (JsonFields item : json.read(list).items()) {
      String path = item.text("Config");
      Optional<Extent> named = target(path);
      Optional<Extent> config = named.isPresent() ? named : target(path.replace('\\', '/'));
      if (config.isPresent()) {
        String id = Digest.of(json.bytes(config.get())).toString();
        byFile.put(config.get().entry(), Place.in(ids.indexOf(id), Fate.CONFIG, id, -1));
      }
    }
  }

  private List<ArchiveEntry> entries() throws LayerliftException {
    byName.put(isV1 ? REPOSITORIES : MANIFEST, Place.inNone(Fate.LISTS));
    List<ArchiveEntry> entries = new ArrayList<>();
    for (String name : archive.names()) {
      if (archive.isFile(name)) {
        Fate otherwise = source.isStray(name) ? Fate.UNUSED : Fate.OBSOLETE;
        Place named = byName.getOrDefault(name, Place.inNone(otherwise));
        Place place = target(name).map(file -> byFile.get(file.entry())).orElse(named);
        entries.add(new ArchiveEntry(
            name, place.fate, place.digest, place.image, place.layer, place.images));
      }
    }
    return entries;
  }

  /** Where a path leads; a conversion has no use for links that lead nowhere either. */
  private Optional<Extent> target(String path) throws LayerliftException {
    try {
      return archive.peek(path);
    } catch (MalformedArchiveException e) {
      return Optional.empty();
    }
  }
}
