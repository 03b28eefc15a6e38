package io.github.layerlift.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.spark.files.HadoopFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class WireTest {
  private final HadoopFiles files = new HadoopFiles(Configuration::new);
  private final Wire wire = new Wire(files);

  private BatchItem item() {
    return new BatchItem(
        "in.tar",
        files.getPath("s3a://b/in.tar"),
        true,
        Optional.of(files.getPath("s3a://b/out.tar")),
        false,
        Optional.empty(),
        5,
        Optional.of("app:1"),
        Optional.of(new BatchItem.Known(6, 1)),
        Action.CONVERT,
        "new",
        Optional.empty());
  }

  @Test
  void read_whatWasWritten_isEqual() {
    assertEquals(item(), wire.read(wire.write(item()), BatchItem.class));
    ConversionReport report = new ConversionReport(
        "in",
        "out",
        "v1",
        "none",
        List.of(new ConversionReport.Name("app:1", "sha256:0")),
        List.of(new ConversionReport.Image(
            "id",
            "digest",
            List.of("app:1"),
            "linux/amd64",
            "2016-01-02T03:04:05Z",
            List.of(new ConversionReport.Layer("d", "i", 7, "tar", List.of("v"))),
            Optional.of(new ConversionReport.Original("id", List.of("i"), "{}", "{}")))),
        List.of(new Warning(WarningCode.TAG_INVALID, "odd", WayOut.of(Setting.BATCH_NAME, "x"))),
        1,
        2,
        3,
        Duration.ofMillis(4));
    BatchResult result =
        new BatchResult(item(), Status.CONVERTED, "new", Duration.ofMillis(4)).with(report);
    assertEquals(result, wire.read(wire.write(result), BatchResult.class));
  }

  @Test
  void read_fault_saysAndHintsTheSame() {
    LayerliftException fault = Fault.of(ErrorCode.JSON_TOO_DEEP, "too deep")
        .in("manifest.json")
        .at(7)
        .hint(WayOut.of(Setting.BATCH_NAME, "x"))
        .exception();
    BatchResult failed = new BatchResult(item(), Status.FAILED, "why", Duration.ZERO).with(fault);
    Throwable back = wire.read(wire.write(failed), BatchResult.class).fault().orElseThrow();
    assertEquals(fault.getClass(), back.getClass());
    assertEquals(fault.fault(), ((LayerliftException) back).fault());
    failed = failed.with(new IllegalStateException("a bug"));
    back = wire.read(wire.write(failed), BatchResult.class).fault().orElseThrow();
    assertInstanceOf(IllegalStateException.class, back);
    assertEquals("a bug", back.getMessage());
  }

  @Test
  void read_options_haveWhatThisSideHas() {
    BatchOptions options =
        BatchOptions.builder(files.getPath("file:/x")).files(files).build();
    BatchOptions back = wire.read(wire.write(options), BatchOptions.class);
    assertSame(files, back.files());
    assertEquals(options.into(), back.into());
    assertEquals(
        options.conversion().reading().limits(), back.conversion().reading().limits());
    assertEquals(Path.of("x"), wire.read(wire.write(Path.of("x")), Path.class));
  }

  @Test
  void write_relativePath_becomesAbsolute() {
    Path path = wire.read(wire.write(files.getPath("x")), Path.class);
    assertEquals(files.getPath("x").toAbsolutePath(), path);
  }

  @Test
  void write_whatIsNoValue_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> wire.write(new Object()));
  }
}
