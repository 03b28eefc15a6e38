package io.github.layerlift.compare;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.extract.OneImage;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.json.Json;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.plan.Claims;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.tree.LayerStack;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of the two archives that are compared, and the image in it. */
final class Side implements Closeable {
  /** What matters to an output only: which is not written, or says itself what is missing. */
  private static final Set<WarningCode> OF_OUTPUT = Set.of(
      WarningCode.BLOB_ELSEWHERE,
      WarningCode.LAYER_MEDIA_TYPE,
      WarningCode.NO_OCI_LAYOUT,
      WarningCode.NOT_IN_INDEX);

  private final Input input;
  private final ReadOptions reading;
  private final Setting call;
  private final Decoder decoder;
  private final OpenedInput opened;
  private final Warnings warnings = new Warnings();
  private List<String> notCompared = List.of();

  /**
   * @param call what was called with this archive, for hints
   */
  Side(Input input, ReadOptions reading, Setting call) {
    this.input = input;
    this.reading = reading;
    this.call = call;
    this.decoder = Readers.decoder(reading.limits());
    this.opened = new OpenedInput(reading, Readers.scratch(reading), decoder);
  }

  /**
   * An image, as far as documents tell.
   *
   * @param diffIds of its layers, base first
   * @param config its config, read
   */
  record Described(OneImage one, List<Digest> diffIds, Digest id, Json config) {
    Root.Image image() {
      return one.image();
    }

    /** With the version of Windows, by which images of one index differ. */
    String platform() {
      Platform platform = one.image().platform();
      return (platform + " " + platform.osVersion()).strip();
    }
  }

  /**
   * Finds the image. Its layers are hashed if the archive doesn't say what their diff IDs are, or
   * contradicts itself.
   */
  Described describe(OneImage.Wanted wanted) throws IOException {
    return explaining(() -> {
      OneImage one = OneImage.of(opened, input, wanted, reading, warnings);
      if (warnings.list().stream().anyMatch(each -> each.code() == WarningCode.INDEX_WRONG)) {
        requireWhole(one.image());
      }
      warnings.forget(OF_OUTPUT);
      return described(one);
    });
  }

  /** The other images of the image's index. */
  List<Described> others(Described described) throws IOException {
    return explaining(() -> {
      List<Described> others = new ArrayList<>();
      for (Root.Image image : described.one().others()) {
        others.add(described(new OneImage(described.one().dialects(), image, true, List.of())));
      }
      return others;
    });
  }

  private Described described(OneImage one) throws IOException {
    List<Digest> diffIds = diffIds(one.image());
    byte[] config = one.image().config().bytes(diffIds);
    Json json = Readers.json(reading.limits()).read(config, "the image config").json();
    return new Described(one, diffIds, Digest.of(config), json);
  }

  /** Says that the other platforms of the image are not compared. */
  void leaveOthers(Described described) throws IOException {
    notCompared = others(described).stream().map(Described::platform).toList();
    if (!notCompared.isEmpty()) {
      warnings.add(
          WarningCode.PLATFORMS_NOT_COMPARED,
          "only " + described.platform()
              + " was compared, and none of the image's other platforms: "
              + String.join(", ", notCompared));
    }
  }

  /** Checks that the layers of the image are those that it claims to have. */
  void requireWhole(Described described) throws IOException {
    explaining(() -> {
      requireWhole(described.image());
      return described;
    });
  }

  private void requireWhole(Root.Image image) throws IOException {
    Claims.check(image, OneImage.hashed(ImageSet.of(List.of(image)), reading).hashed());
  }

  private List<Digest> diffIds(Root.Image image) throws IOException {
    if (image.layers().stream().noneMatch(layer -> layer.diffId() == null)) {
      return image.layers().stream()
          .map(Layer::diffId)
          .map(Objects::requireNonNull)
          .toList();
    }
    LayerDigests digests = OneImage.hashed(ImageSet.of(List.of(image)), reading).digests();
    return digests.diffIds(image);
  }

  /**
   * Where the layers of the image are, by number.
   *
   * @param from the number of the lowest; 1 is the base
   */
  SortedMap<Integer, Stored> stored(Described described, int from) throws IOException {
    return explaining(() -> {
      SortedMap<Integer, Stored> stored = new TreeMap<>();
      for (int i = from; i <= described.diffIds().size(); i++) {
        WayOut wayOut = WayOut.of("the rest is compared if files are left out: ")
            .set(Setting.DIFF_IGNORE, "files");
        stored.put(i, described.one().stored(i, wayOut));
      }
      return stored;
    });
  }

  LayerStack layers(SortedMap<Integer, Stored> stored) {
    return new LayerStack(stored, decoder, reading.monitor());
  }

  /** Does {@code work} with the archive; faults say which one it is, and a way out that works for it. */
  <T> T explaining(Boundary.Work<T> work) throws IOException {
    try {
      return Boundary.calling(call, () -> opened.explaining(work));
    } catch (LayerliftException e) {
      throw e.sentence().contains(input.name()) ? e : e.in(input.name());
    }
  }

  /** The image in public words. */
  DiffReport.Image image(Described described) {
    return new DiffReport.Image(
        input.name(),
        described.one().dialects(),
        described.id().toString(),
        described.image().tags().stream().map(Object::toString).toList(),
        warnings.namesLeftOut(),
        described.image().platform().toString(),
        notCompared);
  }

  /** What readers of this archive add to. */
  Warnings warnings() {
    return warnings;
  }

  /** What was found, with the archive's name. */
  List<Warning> namedWarnings() {
    return warnings.list().stream()
        .map(each ->
            new Warning(each.code(), input.name() + ": " + each.sentence(), fitting(each.wayOut())))
        .toList();
  }

  /** A comparison gives no image a name. */
  private static @Nullable WayOut fitting(@Nullable WayOut wayOut) {
    boolean names = wayOut != null
        && wayOut.parts().stream().anyMatch(part -> part.setting() == Setting.CONVERT_TAGS);
    return names ? null : wayOut;
  }

  void checkUnchanged() throws IOException {
    opened.checkUnchanged();
  }

  int maxEntries() {
    return reading.limits().entries();
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
