package io.github.layerlift;

import io.github.layerlift.archive.Entry;
import io.github.layerlift.archive.EntryType;
import io.github.layerlift.archive.Listing;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.MalformedArchiveException;
import io.github.layerlift.report.Progress;
import io.github.layerlift.report.Warnings;
import io.github.layerlift.verify.AgainstCheck;
import io.github.layerlift.verify.Findings;
import io.github.layerlift.verify.LayoutCheck;
import java.io.IOException;
import java.util.Optional;

/** One verification. Used once. */
final class Verifying {
  private final Input input;
  private final Optional<Input> legacy;
  private final boolean subset;
  private final ReadOptions options;
  private final Decoder decoder;
  private final Pourer pourer;
  private final Context context;
  private final Findings findings = new Findings();

  Verifying(Input input, Optional<Input> legacy, boolean subset, ReadOptions options) {
    this.input = input;
    this.legacy = legacy;
    this.subset = subset;
    this.options = options;
    this.decoder = OptionTexts.decoder(options.limits());
    this.pourer = new Pourer(options.jobs(), decoder, options.progress(), options.cancellation());
    this.context = OptionTexts.context(options, new Warnings());
  }

  Verification run() throws IOException {
    LayoutCheck check = new LayoutCheck(context.json(), pourer, options.progress(), findings);
    boolean read = check(check);
    if (read && legacy.isPresent()) {
      against(legacy.get(), check);
    }
    options.progress().enter(Progress.Stage.DONE, 0);
    return new Verification(
        input.name(),
        legacy.map(Input::name).orElse(""),
        check.images().stream().map(Verifying::image).toList(),
        check.blobs(),
        check.bytes(),
        findings.list());
  }

  /** Whether the layout could be read to its end. */
  private boolean check(LayoutCheck check) throws IOException {
    try (OpenedInput opened = open()) {
      Listing listing = opened.explaining(() -> opened.list(input));
      requireLayout(listing);
      check.check(listing);
      opened.checkUnchanged();
      for (Entry entry : listing.entries()) {
        if (!listing.isTar() && entry.type() == EntryType.FILE) {
          entry.content().source().checkUnchanged();
        }
      }
      return true;
    } catch (MalformedArchiveException e) {
      findings.add(
          FindingCode.ARCHIVE_BROKEN, e.entry().orElse(""), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private OpenedInput open() {
    return new OpenedInput(options, Targets.scratch(options), decoder);
  }

  private static void requireLayout(Listing listing) throws LayerliftException {
    for (Entry entry : listing.entries()) {
      if (entry.name().equals("oci-layout") || entry.name().equals("index.json")) {
        return;
      }
    }
    throw Fault.of(
            ErrorCode.UNKNOWN_ARCHIVE,
            listing.name() + " is no OCI image layout: it has neither oci-layout nor index.json")
        .hint("verify checks what convert writes; inspect tells what this is")
        .exception();
  }

  private void against(Input archive, LayoutCheck layout) throws IOException {
    try (OpenedInput opened = open()) {
      opened.explaining(() -> {
        ImageSources olds =
            ImageSources.of(opened.open(archive), options.leniency().readAs());
        new AgainstCheck(olds, context, pourer, options.progress(), findings).check(layout, subset);
        return olds;
      });
      opened.checkUnchanged();
    }
  }

  private static Verification.Image image(LayoutCheck.Image image) {
    return new Verification.Image(
        image.id().toString(),
        image.manifest().toString(),
        image.listed().stream().map(Digest::toString).sorted().toList(),
        image.names().stream().map(Reference::toString).sorted().toList());
  }
}
