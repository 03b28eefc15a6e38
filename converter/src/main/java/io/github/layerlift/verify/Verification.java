package io.github.layerlift.verify;

import io.github.layerlift.archive.EntryList;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.VerificationReport;
import io.github.layerlift.tar.Entry;
import java.io.IOException;
import java.util.Optional;

/** One verification. Used once. */
public final class Verification {
  private final Input input;
  private final Optional<Input> legacy;
  private final boolean subset;
  private final ReadOptions options;
  private final Decoder decoder;
  private final Pourer pourer;
  private final Context context;
  private final Findings findings = new Findings();

  public Verification(Input input, Optional<Input> legacy, boolean subset, ReadOptions options) {
    this.input = input;
    this.legacy = legacy;
    this.subset = subset;
    this.options = options;
    this.decoder = Readers.decoder(options.limits());
    this.pourer = new Pourer(options.jobs(), decoder, options.monitor());
    this.context = Readers.context(options, new Warnings());
  }

  public VerificationReport run() throws IOException {
    LayoutCheck check =
        new LayoutCheck(context.json(), pourer, options.monitor().progress(), findings);
    boolean read = Boundary.calling(Setting.VERIFY, () -> check(check));
    if (read && legacy.isPresent()) {
      Boundary.calling(Setting.VERIFY_AGAINST, () -> against(legacy.get(), check));
    }
    options.monitor().progress().enter(Progress.Stage.DONE, 0);
    return new VerificationReport(
        input.name(),
        legacy.map(Input::name).orElse(""),
        check.images().stream().map(Verification::image).toList(),
        check.blobs(),
        check.bytes(),
        findings.list());
  }

  /** Whether the layout could be read to its end. */
  private boolean check(LayoutCheck check) throws IOException {
    try (OpenedInput opened = open()) {
      EntryList listing = opened.explaining(() -> opened.list(input));
      requireLayout(listing);
      check.check(listing);
      opened.checkUnchanged();
      for (Entry entry : listing.entries()) {
        if (!listing.isTar() && entry.kind() == FileKind.FILE) {
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
    return new OpenedInput(options, Readers.scratch(options), decoder);
  }

  private static void requireLayout(EntryList listing) throws LayerliftException {
    for (Entry entry : listing.entries()) {
      if (entry.name().equals("oci-layout") || entry.name().equals("index.json")) {
        return;
      }
    }
    throw Fault.of(
            ErrorCode.UNKNOWN_ARCHIVE,
            listing.name()
                + " is not an OCI image layout: it has neither oci-layout nor index.json")
        .hint("verify checks what convert writes; inspect shows what this is")
        .exception();
  }

  private ImageSources against(Input archive, LayoutCheck layout) throws IOException {
    try (OpenedInput opened = open()) {
      ImageSources found = opened.explaining(() -> {
        ImageSources olds =
            ImageSources.of(opened.open(archive), options.leniency().readAs());
        new AgainstCheck(olds, context, pourer, options.monitor().progress(), findings)
            .check(layout, subset);
        return olds;
      });
      opened.checkUnchanged();
      return found;
    }
  }

  private static VerificationReport.Image image(LayoutCheck.Image image) {
    return new VerificationReport.Image(
        image.id().toString(),
        image.manifest().toString(),
        image.listed().stream().map(Digest::toString).sorted().toList(),
        image.names().stream().map(Reference::toString).sorted().toList());
  }
}
