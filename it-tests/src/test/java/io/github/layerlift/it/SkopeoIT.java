package io.github.layerlift.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.LayoutCheck.OciImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** skopeo reads a converted archive both as an OCI archive and as a Docker archive. */
@ExtendWith(EngineExtension.class)
final class SkopeoIT {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.layerlift.it.Samples#names")
  void read_asOciArchive_findsEachTag(String sample) throws Exception {
    Path modern = Samples.convert(sample, folder);
    List<OciImage> images = LayoutCheck.check(modern);

    for (Map.Entry<String, OciImage> tag : firstOfEachTag(images).entrySet()) {
      String image = "oci-archive:" + modern + ":" + tag.getKey();
      Path copy = folder.resolve("oci-" + tag.getKey());
      Skopeo.copy(image, copy);
      assertEquals(
          "sha256:" + tag.getValue().config(),
          Json.parse(Skopeo.manifest(image)).path("config").path("digest").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.layerlift.it.Samples#names")
  void read_asDockerArchive_findsEachImage(String sample) throws Exception {
    Path modern = Samples.convert(sample, folder);
    List<OciImage> images = LayoutCheck.check(modern);

    for (int i = 0; i < images.size(); i++) {
      String image = "docker-archive:" + modern + ":@" + i;
      Skopeo.copy(image, folder.resolve("docker-" + i));
      assertEquals(images.get(i).config(), Sha256.of(Skopeo.config(image)));
    }
    for (OciImage image : images) {
      for (String name : image.names()) {
        String named = "docker-archive:" + modern + ":" + name;
        assertEquals(image.config(), Sha256.of(Skopeo.config(named)));
      }
    }
  }

  /** skopeo looks for the tag alone: of two images with one tag it finds the first. */
  private static Map<String, OciImage> firstOfEachTag(List<OciImage> images) {
    Map<String, OciImage> tags = new LinkedHashMap<>();
    for (OciImage image : images) {
      for (String name : image.names()) {
        tags.putIfAbsent(name.substring(name.lastIndexOf(':') + 1), image);
      }
    }
    return tags;
  }
}
