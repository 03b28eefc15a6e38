package io.github.layerlift.extract;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.Extractor;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.EveryErrorCodeTest;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The codes of failures that only an extraction has; {@link EveryErrorCodeTest} has all others. */
class ExtractErrorCodeTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"SELECT_ONE", "PATH_MISSING", "LAYER_ENTRY", "FOREIGN_LAYER"})
  void list_caseOfTheCode_failsWithIt(ErrorCode code) throws IOException {
    Path file = Files.write(folder.resolve("archive.tar"), archive(code).bytes());
    ExtractOptions options = ExtractOptions.builder()
        .paths(code == ErrorCode.PATH_MISSING ? List.of("absent") : List.of())
        .build();
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Extractor.list(new Input.OfPath(file), options, each -> {}));
    assertEquals(code, fault.code(), fault.getMessage());
  }

  private static ArchiveFixture archive(ErrorCode code) {
    ImageFixture hello = ImageFixture.hello("hello:1");
    return switch (code) {
      case SELECT_ONE -> DockerSave.of(hello, hello.untagged().command("/x")).archive();
      case PATH_MISSING -> DockerSave.of(hello).archive();
      case LAYER_ENTRY ->
        DockerSave.of(hello.layer(layer().hardLink("a", "absent").bytes())).archive();
      case FOREIGN_LAYER -> foreign(hello);
      default -> throw new AssertionError("no case for " + code);
    };
  }

  private static ArchiveFixture foreign(ImageFixture image) {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> foreign =
        OciSave.descriptor(OciSave.DOCKER_FOREIGN, "elsewhere".getBytes(StandardCharsets.UTF_8));
    foreign.put("urls", List.of("https://mcr.example/x"));
    return save.list(
            save.manifest(
                save.blob(OciSave.CONFIG, image.config()),
                List.of(foreign, save.blob(OciSave.LAYER, image.layers().get(1)))),
            "windows:1")
        .archive();
  }
}
