package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.Batch;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Batch} of folders that are disks of registries: each is one input, whatever is in it. */
class BatchStorageTest {
  private static final ArchiveFixture OCI =
      OciSave.of(Packing.GZIP, ImageFixture.hello("team/hello:1.0")).archive();

  @TempDir
  private Path folder;

  static Stream<ArchiveFixture> storages() {
    return Stream.of(
        Stores.registry(OCI),
        Stores.registry(OCI)
            .map(entry -> new ArchiveFixture.Entry(
                entry.name().substring(Stores.STORE.length()),
                entry.type(),
                entry.content(),
                entry.link())),
        Stores.registryV1(V1Save.hello("team/app:1").archive()),
        Stores.dir(OCI));
  }

  @ParameterizedTest
  @MethodSource("storages")
  void run_storage_isOneInput(ArchiveFixture storage) throws Exception {
    storage.unpack(Files.createDirectories(folder.resolve("in/store")));
    BatchOptions options = BatchOptions.builder(folder.resolve("out"))
        .sources(List.of(folder.resolve("in").toString()))
        .build();
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options), results::add);
    assertEquals(
        List.of(Status.CONVERTED), results.stream().map(BatchResult::status).toList());
    assertEquals(
        folder.resolve("out/store-oci.tar"), results.get(0).item().output().orElseThrow());
  }
}
