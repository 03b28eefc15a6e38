package io.github.layerlift.output;

import static io.github.layerlift.fixture.Workbench.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Publisher;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.image.Digest;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.registry.FakeRegistry;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTargetTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ImageFixture OTHER = ImageFixture.hello("other:3").command("/x");
  private static final String UPLOADS = "(POST|PUT|PATCH) .*";

  @TempDir
  private Path folder;

  private Workbench bench;
  private FakeRegistry registry;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
    registry = new FakeRegistry();
  }

  @AfterEach
  void closeRegistry() throws IOException {
    registry.close();
  }

  private ConversionReport push(ArchiveFixture archive, boolean dryRun, Change... changes)
      throws IOException {
    Output.Registry output = new Output.Registry(
        "registry",
        RegistryOptions.builder()
            .plainHttp(true)
            .credentials((name, repository) -> Optional.empty())
            .build(),
        Optional.of("gzip"),
        dryRun);
    return Publisher.push(
        List.of(new Input.OfPath(bench.input(archive))),
        output,
        options(options -> options.changes(List.of(changes))));
  }

  private Change.Move moved() {
    return new Change.Move(registry.domain() + "/old/");
  }

  private Change.Rename named(String... names) {
    return new Change.Rename(
        List.of(names).stream().map(name -> registry.domain() + "/" + name).toList());
  }

  private Digest manifest(String repository, String reference) {
    return Digest.of(registry.manifest(repository, reference));
  }

  @Test
  void push_oldImage_isThereUnderItsNewName() throws IOException {
    ConversionReport done = push(V1Save.hello("x:1").archive(), false, named("app:2"));
    ConversionReport.Image image = done.images().get(0);
    assertEquals(image.manifestDigest(), manifest("app", "2").toString());
    String manifest = new String(registry.manifest("app", "2"), UTF_8);
    assertTrue(manifest.contains("tar+gzip"), manifest);
    assertTrue(registry.hasBlob("app", Digest.parse(image.id()).orElseThrow()));
    assertTrue(done.outputBytes() > 0);
  }

  @Test
  void push_again_sendsNothingAndGivesTheSameDigest() throws IOException {
    ConversionReport first = push(DockerSave.of(HELLO).archive(), false, moved());
    int sent = registry.requests(UPLOADS).size();
    ConversionReport second = push(DockerSave.of(HELLO).archive(), false, moved());
    assertEquals(sent, registry.requests(UPLOADS).size());
    assertEquals(first.images(), second.images());
    assertEquals(0, second.outputBytes());
  }

  @Test
  void push_tags_comeLast() throws IOException {
    push(DockerSave.of(HELLO, OTHER).archive(), false, moved());
    List<String> puts = registry.requests("PUT .*");
    List<String> last = puts.subList(puts.size() - 2, puts.size());
    assertTrue(
        last.stream().allMatch(put -> put.matches(".*/manifests/(1.0|3)\\b.*")), puts::toString);
  }

  @Test
  void push_sameLayersInTwoRepositories_areSentOnce() throws IOException {
    push(DockerSave.of(HELLO.tag("me/other:3")).archive(), false, moved());
    assertEquals(
        registry.manifest("old/hello", "1.0").length,
        registry.manifest("old/me/other", "3").length);
    assertEquals(3, registry.requests("POST .*mount=.*").size());
  }

  @Test
  void push_dryRun_onlyAsks() throws IOException {
    ConversionReport done = push(DockerSave.of(HELLO).archive(), true, moved());
    assertTrue(done.outputBytes() > 0);
    assertEquals(List.of(), registry.requests(UPLOADS));
  }

  @Test
  void push_indexWithItsManifests_keepsAllDigests() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> one = save.image(HELLO, Packing.PLAIN);
    Map<String, @Nullable Object> index =
        save.index(one, save.image(HELLO.command("/x"), Packing.GZIP), save.attestation(one));
    push(save.list(index, "app:1.0").archive(), false, moved());
    assertEquals(index.get("digest"), manifest("old/app", "1.0").toString());
    assertEquals(
        one.get("digest"), manifest("old/app", (String) one.get("digest")).toString());
  }

  @Test
  void push_imageWithoutAName_isRefusedBeforeAnythingIsSent() {
    ArchiveFixture archive = V1Save.v1().layer("a", "1").withoutRepositories().archive();
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> push(archive, false, moved()));
    assertEquals(ErrorCode.IMAGE_UNNAMED, fault.code());
    assertTrue(
        fault.getMessage().startsWith("the image (linux/amd64) has no name"), fault.getMessage());
    String hint = fault.hint().orElseThrow();
    assertTrue(hint.endsWith(registry.domain() + "/old/NAME:TAG) gives it one"), hint);
    assertEquals(List.of(), registry.requests(".*"));
  }

  @Test
  void push_nameThatWasLeftOut_saysWhyAndWhatWorks() {
    ImageFixture upper = ImageFixture.hello("me/Hello:1.0");
    String id = id(upper);
    LayerliftException alone = unnamed(DockerSave.of(upper).archive(), moved());
    assertEquals(
        "the image " + id + " (linux/amd64) has no name, and a registry has no place for an image"
            + " without one: the name \"me/Hello:1.0\" in \"manifest.json\" was left out, since no engine"
            + " accepts it: names must be lower case",
        alone.getMessage());
    assertTrue(
        alone.hint().orElseThrow().endsWith(registry.domain() + "/old/me/hello:1.0) gives it one"),
        alone.hint()::toString);
    String own = unnamed(DockerSave.of(upper).archive()).hint().orElseThrow();
    assertTrue(own.endsWith(" REGISTRY/me/hello:1.0) gives it one"), own);
    String select =
        unnamed(DockerSave.of(upper, OTHER).archive(), moved()).hint().orElseThrow();
    assertTrue(
        select.endsWith(registry.domain() + "/old/me/hello:1.0) Change.Select(" + id
            + ") gives it one; Change.Select also takes those that have names"),
        select);
  }

  @Test
  void push_nameOfAnotherImageWasLeftOut_isNotTheReason() throws IOException {
    ImageFixture bad = HELLO.tag("UP:1");
    ImageFixture nameless = ImageFixture.hello("gone:1").untagged().command("/x");
    LayerliftException fault = unnamed(DockerSave.of(bad, nameless).archive(), moved());
    assertTrue(
        fault.getMessage().endsWith("has no place for an image without one"), fault.getMessage());
    String warning =
        push(DockerSave.of(bad).archive(), false, moved()).warnings().get(0).text();
    assertTrue(
        warning.endsWith(registry.domain() + "/old/up:1) gives the image that name"), warning);
  }

  @Test
  void push_severalWithoutNames_namesThem() {
    ImageFixture one = ImageFixture.hello("UP:1");
    ImageFixture two = ImageFixture.hello("UP:2").command("/x");
    String message =
        String.valueOf(unnamed(DockerSave.of(one, two).archive(), moved()).getMessage());
    assertTrue(message.startsWith("2 images have no name (the image "), message);
    assertTrue(
        message.contains(id(one)) && message.contains(id(two)) && message.endsWith("others too"),
        message);
  }

  private static String id(ImageFixture image) {
    return Digest.of(image.config()).hex().substring(0, 12);
  }

  private LayerliftException unnamed(ArchiveFixture archive, Change... changes) {
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> push(archive, false, changes));
    assertEquals(ErrorCode.IMAGE_UNNAMED, fault.code());
    return fault;
  }

  @Test
  void push_namesThatWouldBeOne_areRefused() {
    ArchiveFixture archive = DockerSave.of(
            ImageFixture.hello("me/app:1"), OTHER.tag("quay.io/me/app:1"))
        .archive();
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> push(archive, false, moved()));
    assertEquals(ErrorCode.BAD_OPTION, fault.code());
  }

  @Test
  void push_namesOfARegistrysDisk_needAPlace() throws IOException {
    ArchiveFixture v2 = Stores.registry(OciSave.of(Packing.GZIP, HELLO).archive());
    ArchiveFixture v1 = Stores.registryV1(V1Save.hello("hello:1.0").archive());
    for (ArchiveFixture store : List.of(v2, v1)) {
      LayerliftException fault = assertThrows(LayerliftException.class, () -> push(store, false));
      assertEquals(ErrorCode.IMAGE_UNNAMED, fault.code());
      assertTrue(
          fault.getMessage().endsWith(": hello:1.0 would go to Docker Hub"), fault.getMessage());
      assertTrue(
          fault.hint().orElse("").endsWith(".tar REGISTRY/) names the place"), fault.hint() + "");
      assertEquals(1, push(store, true, moved()).names().size());
      assertEquals(1, push(store, true, named("app:1")).names().size());
    }
  }
}
