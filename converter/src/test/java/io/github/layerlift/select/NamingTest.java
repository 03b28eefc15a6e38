package io.github.layerlift.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.SampleImages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
  private static final Root IMAGE = image("app:1.0");
  private static final String SIGNATURE = "sha256-" + "a".repeat(64) + ".sig";

  private static Root image(String... names) {
    return SampleImages.image("{}", List.of(), names);
  }

  private static Root artifact(String... names) {
    return new Root.Artifact(
        SampleImages.document("{}", MediaTypes.MANIFEST), List.of(), SampleImages.tags(names));
  }

  private static List<List<String>> names(List<Root> roots) {
    return roots.stream()
        .map(root -> root.tags().stream().map(Reference::toString).toList())
        .toList();
  }

  @Test
  void rename_oneImage_replacesItsNames() throws Exception {
    assertEquals(
        List.of(List.of("docker.io/library/new:latest", "quay.io/me/app:2")),
        names(Naming.rename(List.of(IMAGE), List.of("quay.io/me/app:2", "new"))));
  }

  @Test
  void rename_artifactBesideAnImage_keepsItsTagInEachRepositoryOfTheImage() throws Exception {
    List<Root> both = List.of(IMAGE, artifact("app:" + SIGNATURE), artifact());
    assertEquals(
        List.of(
            List.of("ghcr.io/b:3", "quay.io/me/app:2"),
            List.of("ghcr.io/b:" + SIGNATURE, "quay.io/me/app:" + SIGNATURE),
            List.of()),
        names(Naming.rename(both, List.of("quay.io/me/app:2", "ghcr.io/b:3"))));
  }

  @Test
  void rename_artifactAlone_getsTheNames() throws Exception {
    assertEquals(
        List.of(List.of("docker.io/library/chart:2")),
        names(Naming.rename(List.of(artifact("chart:1")), List.of("chart:2"))));
  }

  @Test
  void rename_severalOrNoImages_isRefused() {
    for (List<Root> roots :
        List.of(List.of(IMAGE, image("b:1"), artifact("c:1")), List.<Root>of())) {
      String message = String.valueOf(
          Faults.expect(ErrorCode.BAD_OPTION, () -> Naming.rename(roots, List.of("new:1")))
              .getMessage());
      assertTrue(message.contains(roots.isEmpty() ? "0 are" : "2 are"), message);
    }
  }

  @Test
  void rename_noName_isRefused() {
    Faults.expect(ErrorCode.BAD_OPTION, () -> Naming.rename(List.of(IMAGE), List.of("No:Good:x")));
  }

  @ParameterizedTest
  @CsvSource({
    "app:1.0, registry.example.com/old/app:1.0",
    "me/tool:2, registry.example.com/old/me/tool:2",
    "quay.io/me/tool:2, registry.example.com/old/me/tool:2",
    "localhost:5000/a/b/c, registry.example.com/old/a/b/c:latest",
    "docker.io/library/a/b:1, registry.example.com/old/library/a/b:1",
    "docker.io/localhost/x:1, registry.example.com/old/localhost/x:1"
  })
  void move_name_losesItsRegistryOnly(String before, String after) throws Exception {
    for (String prefix : List.of("registry.example.com/old", "registry.example.com/old//")) {
      assertEquals(
          List.of(List.of(after)), names(Naming.move(List.of(image(before)), prefix)), prefix);
    }
  }

  @Test
  void move_everyRoot_keepsNumberAndOrderOfNames() throws Exception {
    List<Root> roots = List.of(image("b:1", "c:1"), image(), artifact("a:1"));
    assertEquals(
        List.of(List.of("r.io/b:1", "r.io/c:1"), List.of(), List.of("r.io/a:1")),
        names(Naming.move(roots, "r.io/")));
  }

  @Test
  void move_namesThatWouldBeOne_areRefused() {
    List<Root> twins = List.of(image("me/app:1"), image("quay.io/me/app:1"));
    String message = String.valueOf(
        Faults.expect(ErrorCode.BAD_OPTION, () -> Naming.move(twins, "r.io")).getMessage());
    assertTrue(message.contains("two images would be called r.io/me/app:1"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "r.io/UP", "r.io/a b", "https://r.io"})
  void move_prefixThatMakesNoName_isRefused(String prefix) {
    Faults.expect(ErrorCode.BAD_OPTION, () -> Naming.move(List.of(IMAGE), prefix));
  }

  @Test
  void move_twoNamesOfOneImageThatBecomeOne_once() throws Exception {
    assertEquals(
        List.of(List.of("reg.example/old/me/app:1.0")),
        names(Naming.move(List.of(image("me/app:1.0", "quay.io/me/app:1.0")), "reg.example/old/")));
  }
}
