package io.github.layerlift.convert;

import io.github.layerlift.Converter;
import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An archive before it is damaged: its images, and the bytes that each of them needs. */
final class UndamagedArchive {
  /** Files that lists of images are in; every image needs them. */
  private static final Set<String> LISTS =
      Set.of("manifest.json", "index.json", "oci-layout", "repositories");

  private final byte[] bytes;
  private final ConversionReport report;
  private final EntryList listing;
  private final Map<Long, Long> starts = new HashMap<>();
  private final Map<String, List<Range>> needs = new HashMap<>();
  private final List<Range> shared = new ArrayList<>();

  /** Bytes from {@code start} up to {@code end}. */
  record Range(long start, long end) {}

  private UndamagedArchive(byte[] bytes, ConversionReport report, EntryList listing) {
    this.bytes = bytes.clone();
    this.report = report;
    this.listing = listing;
  }

  /**
   * Finds out about {@code tar}, a plain one.
   *
   * @param folder an empty folder for its output
   */
  static UndamagedArchive of(byte[] tar, Path folder) throws IOException {
    MemorySource source = new MemorySource(tar);
    TarLimits limits = new TarLimits(1 << 20, Long.MAX_VALUE, Integer.MAX_VALUE);
    EntryList listing = EntryList.ofTar(source, limits, new Cancellation());
    ConversionReport report = convert(tar, folder, Salvage.NONE);
    UndamagedArchive archive = new UndamagedArchive(tar, report, listing);
    archive.find(ImageSources.of(
            List.of(Archive.of(listing, 16, false, new Cancellation())), Optional.empty())
        .read(Readers.context(ReadOptions.builder().build(), new Warnings())));
    return archive;
  }

  /** Converts {@code archive}, and removes the output. */
  static ConversionReport convert(byte[] archive, Path folder, Salvage salvage) throws IOException {
    Path output = folder.resolve("out");
    ReadOptions reading =
        ReadOptions.builder().salvage(salvage).jobs(1).tempFolder(folder).build();
    Path input = Files.write(folder.resolveSibling("in.tar"), archive);
    try {
      return Converter.convert(
          new Input.OfPath(input),
          new Output.TarFile(output, false),
          ConvertOptions.builder().reading(reading).build());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  ConversionReport report() {
    return report;
  }

  private boolean isV1() {
    return report.dialect().equals("v1");
  }

  /** Whether each config is named by its digest, so that no other can be taken for it. */
  boolean hasDigests() {
    return !isV1()
        && report.images().stream()
            .allMatch(image -> listing.entries().stream()
                .anyMatch(entry -> entry.name().contains(image.id().substring(7))));
  }

  /** What each image is: its ID and the digests of its unpacked layers. */
  static Map<String, List<String>> images(ConversionReport report) {
    Map<String, List<String>> images = new HashMap<>();
    for (ConversionReport.Image image : report.images()) {
      images.put(
          image.id(),
          image.layers().stream().map(ConversionReport.Layer::diffId).toList());
    }
    return images;
  }

  /**
   * IDs of images all of whose bytes are in {@code there}, a damaged copy. None if the list of an old
   * archive is cut, since its images aren't known then.
   */
  Set<String> whole(byte[] there) {
    if (isV1() && there.length < bytes.length) {
      return Set.of();
    }
    Set<String> whole = new HashSet<>();
    needs.forEach((id, ranges) -> {
      if (isThere(ranges, there) && isThere(shared, there)) {
        whole.add(id);
      }
    });
    return whole;
  }

  private boolean isThere(List<Range> ranges, byte[] there) {
    for (Range range : ranges) {
      if (range.end > there.length
          || Arrays.mismatch(
                  bytes, (int) range.start, (int) range.end, there, (int) range.start, (int)
                      range.end)
              >= 0) {
        return false;
      }
    }
    return true;
  }

  private void find(List<Root> roots) throws IOException {
    long end = 0;
    for (Entry entry : listing.entries()) {
      starts.put(entry.content().offset(), end);
      boolean link = entry.kind().name().endsWith("LINK");
      if (LISTS.contains(entry.name()) || link) {
        shared.add(range(entry.content()));
      }
      long data = entry.content().offset() + entry.content().size();
      end = (data + 511) / 512 * 512;
    }
    for (Root root : roots) {
      find(root, List.of());
    }
  }

  /** The bytes of an entry with those of its headers. */
  private Range range(Extent content) {
    return new Range(
        starts.getOrDefault(content.offset(), content.offset()), content.offset() + content.size());
  }

  private void find(Root root, List<Range> above) throws IOException {
    List<Range> needed = new ArrayList<>(above);
    Root.Document document = root.document();
    if (document != null) {
      needed.addAll(having(Digest.of(document.bytes())));
    }
    if (root instanceof Root.Index index) {
      for (Root child : index.children()) {
        find(child, needed);
      }
    } else if (root instanceof Root.Image image) {
      List<List<String>> folders = new ArrayList<>();
      for (Layer layer : image.layers()) {
        folders.add(layer.v1Ids());
        if (layer.content() instanceof Stored stored) {
          needed.add(range(stored.extent()));
        }
        for (String folder : isV1() ? layer.v1Ids() : List.<String>of()) {
          needed.addAll(named(folder + "/json"));
        }
      }
      if (image.config() instanceof ConfigSource.Verbatim config) {
        needed.addAll(having(Digest.of(config.raw())));
      }
      needs.put(id(image, folders), needed);
    }
  }

  private String id(Root.Image image, List<List<String>> folders) {
    if (image.config() instanceof ConfigSource.Verbatim config) {
      return Digest.of(config.raw()).toString();
    }
    return report.images().stream()
        .filter(each ->
            each.layers().stream().map(ConversionReport.Layer::v1Ids).toList().equals(folders))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private List<Range> named(String name) {
    return listing.entries().stream()
        .filter(entry -> entry.name().equals(name))
        .map(entry -> range(entry.content()))
        .toList();
  }

  private List<Range> having(Digest digest) throws IOException {
    List<Range> found = new ArrayList<>();
    for (Entry entry : listing.entries()) {
      int size = (int) entry.content().size();
      if (size > 0 && size < 1 << 20 && Digest.of(entry.content().head(size)).equals(digest)) {
        found.add(range(entry.content()));
      }
    }
    return found;
  }
}
