package io.github.layerlift.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.Batch;
import io.github.layerlift.Converter;
import io.github.layerlift.Differ;
import io.github.layerlift.Extractor;
import io.github.layerlift.Inspector;
import io.github.layerlift.Publisher;
import io.github.layerlift.Splitter;
import io.github.layerlift.Verifier;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.PushOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.options.SplitOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A hint names the call that was made, or it would lead somewhere else. */
class CallsInHintsTest extends WithWorkbench {
  private static final ReadOptions READING = ReadOptions.builder().build();

  private Path packed() throws IOException {
    return bench.input("\u0004\"M\u0018 lz4 ................".getBytes(UTF_8));
  }

  private static void assertHint(Path input, String call, Executable work) {
    LayerliftException fault = assertThrows(LayerliftException.class, work);
    assertEquals("lz4 -dc < " + input + " | " + call, fault.hint().orElseThrow());
  }

  private static Output.Registry registry() {
    return new Output.Registry(
        "registry", RegistryOptions.builder().build(), Optional.empty(), false);
  }

  private static ConvertOptions with(Change change) {
    return Workbench.options(Workbench.usual()).withChanges(List.of(change));
  }

  @Test
  void push_inputToUnpackFirst_isPushed() throws IOException {
    Path packed = packed();
    List<Input> input = List.of(new Input.OfPath(packed));
    assertHint(
        packed,
        "Publisher.push(-)",
        () -> Publisher.push(input, registry(), with(new Change.Move("localhost:1/"))));
    assertHint(
        packed,
        "Publisher.push(-)",
        () -> Publisher.push(input, registry(), with(new Change.Index("localhost:1/x:1"))));
  }

  @Test
  void merge_inputToUnpackFirst_isMerged() throws IOException {
    Path good = bench.input(DockerSave.of(ImageFixture.hello("hello:1.0")).archive());
    Path packed = packed();
    Output output = new Output.TarFile(bench.output(), false);
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Converter.merge(
            List.of(new Input.OfPath(good), new Input.OfPath(packed)),
            output,
            Workbench.options(Workbench.usual())));
    assertEquals("lz4 -dc < " + packed + " | Converter.merge(-)", fault.hint().orElseThrow());
  }

  @Test
  void split_inputToUnpackFirst_isSplit() throws IOException {
    Path packed = packed();
    SplitOptions options = SplitOptions.builder(
            bench.outputs().resolve("into"), SplitOptions.By.IMAGE)
        .build();
    assertHint(
        packed, "Splitter.split(-)", () -> Splitter.split(new Input.OfPath(packed), options));
  }

  @Test
  void readers_inputToUnpackFirst_isReadByThem() throws IOException {
    Path packed = packed();
    Input input = new Input.OfPath(packed);
    assertHint(packed, "Inspector.inspect(-)", () -> Inspector.inspect(input, READING));
    assertHint(packed, "Verifier.verify(-)", () -> Verifier.verify(input, READING));
    ExtractOptions extract = ExtractOptions.builder().reading(READING).build();
    assertHint(packed, "Extractor.list(-)", () -> Extractor.list(input, extract, each -> {}));
    Destination folder = new Destination.Folder(bench.outputs().resolve("files"), false);
    assertHint(packed, "Extractor.extract(-)", () -> Extractor.extract(input, folder, extract));
  }

  @Test
  void verifyAgainst_inputToUnpackFirst_isTheOneThatIsPacked() throws IOException {
    Path good = bench.input(DockerSave.of(ImageFixture.hello("hello:1.0")).archive());
    Output.TarFile output = new Output.TarFile(bench.output(), false);
    Converter.convert(new Input.OfPath(good), output, Workbench.options(Workbench.usual()));
    Path packed = packed();
    assertHint(
        packed,
        "Verifier.verifyAgainst(-)",
        () -> Verifier.verifyAgainst(
            new Input.OfPath(output.path()), new Input.OfPath(packed), false, READING));
  }

  @Test
  void diff_inputToUnpackFirst_isComparedByEitherCall() throws IOException {
    Input good = new Input.OfPath(
        bench.input(DockerSave.of(ImageFixture.hello("hello:1.0")).archive()));
    Path packed = packed();
    Input input = new Input.OfPath(packed);
    DiffOptions options = DiffOptions.builder().build();
    assertHint(
        packed,
        "Differ.diff(-)",
        () -> Differ.diff(input, good, options, report -> {}, each -> {}));
    assertHint(packed, "Differ.diff(-)", () -> Differ.content(good, input, "f", options));
  }

  @Test
  void batch_inputToUnpackFirst_isConvertedOrPushed() throws IOException {
    Path packed = packed();
    Path into = bench.outputs().resolve("into");
    PushOptions push =
        new PushOptions("localhost:1", RegistryOptions.builder().build(), Optional.empty());
    BatchOptions plain = BatchOptions.builder(into).paths(List.of(packed)).build();
    BatchOptions pushed =
        BatchOptions.builder(into, push).paths(List.of(packed)).build();
    assertHint(packed, "Converter.convert(-)", () -> rethrow(plain));
    assertHint(packed, "Publisher.push(-)", () -> rethrow(pushed));
  }

  private static void rethrow(BatchOptions options) throws Throwable {
    throw Batch.plan(options).items().get(0).fault().orElseThrow();
  }
}
