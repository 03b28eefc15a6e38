package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Silence;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A conversion warns of everything that {@code verify} would call an error; {@link Silence} checks
 * all other tests.
 */
class ConvertWarningsTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final String PLATFORM = "\"architecture\": \"amd64\", \"os\": \"linux\"";

  private Workbench.Done convert(String fields) throws IOException {
    return bench.convert(
        DockerSave.of(HELLO.platformJson(PLATFORM + "," + fields)).archive());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "author|5|config-refused",
        "os.features|\"win32k\"|config-refused",
        "Size|1.5|config-refused",
        "container_config|\"x\"|config-refused",
        "comment|[]|config-refused",
        "container_config|{\"Healthcheck\":{\"Interval\":\"3s\"}}|config-refused",
        "History|[]|json-invalid",
      })
  void convert_fieldThatEnginesRefuse_warns(String name, String value, String code)
      throws IOException {
    Workbench.Done done = convert("\"" + name + "\":" + value);
    assertEquals(List.of(code), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.startsWith("the config of docker.io/library/hello:1.0"), text);
  }

  @Test
  void convert_commandIsOneString_warnsThatOnlyDockerLoadsIt() throws IOException {
    ImageFixture image = HELLO.command("\"], \"Entrypoint\": \"sh\", \"OnBuild\": [\"");
    assertEquals(
        List.of("config-loose"), bench.convert(DockerSave.of(image).archive()).warnings());
  }

  @Test
  void convert_wrongType_idStays() throws IOException {
    ImageFixture image = HELLO.platformJson(PLATFORM + ",\"author\":5");
    assertEquals(
        "sha256:" + image.id(),
        bench.convert(DockerSave.of(image).archive()).image().id());
  }

  @Test
  void convert_wrongTypeAndStrict_refused() throws IOException {
    bench.refuse(
        ErrorCode.STRICT_WARNINGS,
        DockerSave.of(HELLO.platformJson(PLATFORM + ",\"author\":5")).archive(),
        options -> options.strict(true));
  }

  @Test
  void convert_dataOfADescriptorDiffers_warns() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> child = save.image(HELLO, Packing.PLAIN);
    child.put("data", "e30=");
    save.list(save.index(child), "hello:1.0");
    assertEquals(List.of("blob-data"), bench.convert(save.archive()).warnings());
  }

  @Test
  void convert_platformOfADescriptorDiffers_warns() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> child = save.image(HELLO, Packing.PLAIN);
    child.put("platform", Map.of("os", "linux", "architecture", "arm64"));
    save.list(save.index(child), "hello:1.0");
    assertEquals(List.of("platform-differs"), bench.convert(save.archive()).warnings());
  }
}
