package io.github.layerlift.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Differ;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.report.ContentReport;
import io.github.layerlift.report.DiffReport;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Images of several platforms under one name; one of them is this machine's. */
class PlatformsDiffTest extends WithDiffs {
  private static final ImageFixture AMD = ImageFixture.hello("hello:1.0");
  private static final ImageFixture ARM = of("arm64");
  private static final ImageFixture MAINFRAME = of("s390x");

  private static ImageFixture of(String architecture) {
    return AMD.platformJson("\"architecture\": \"" + architecture + "\", \"os\": \"linux\"");
  }

  private Input index(Packing packing, ImageFixture... images) throws IOException {
    OciSave save = new OciSave();
    Object[] manifests =
        Stream.of(images).map(image -> save.image(image, packing)).toArray();
    return input(save.list(save.index(manifests), "hello:1.0").archive());
  }

  private static List<String> platforms(DiffReport report) {
    return report.platforms().stream()
        .map(each -> each.platform() + " " + each.inA() + " " + each.inB() + " " + each.aspects())
        .toList();
  }

  @Test
  void diff_otherPlatform_isComparedByItsDocuments() throws IOException {
    Input a = index(Packing.PLAIN, AMD, ARM, MAINFRAME);
    assertTrue(diff(a, index(Packing.GZIP, ARM, MAINFRAME, AMD), USUAL).isEqual());
    Input b = index(Packing.PLAIN, AMD, ARM, MAINFRAME.command("/other").layer("more", "1"));
    DiffReport report = diff(a, b, USUAL);
    assertEquals(Set.of(Aspect.PLATFORMS), report.differing());
    assertEquals(List.of("linux/s390x true true [CONFIG, HISTORY, LAYERS]"), platforms(report));
    assertEquals(List.of(), report.warnings());
    DiffReport some = diff(a, b, ignoring(Aspect.CONFIG, Aspect.HISTORY, Aspect.LAYERS));
    assertEquals(List.of("linux/s390x true true [LAYERS]"), platforms(some));
    assertTrue(diff(a, b, ignoring(Aspect.PLATFORMS)).isEqual());
    Aspect[] documents = {Aspect.CONFIG, Aspect.HISTORY, Aspect.LAYERS, Aspect.FILES};
    assertTrue(diff(a, b, ignoring(documents)).isEqual());
  }

  @Test
  void diff_platformThatOneImageHas_isADifference() throws IOException {
    DiffReport report =
        diff(index(Packing.PLAIN, AMD, ARM, MAINFRAME), index(Packing.PLAIN, AMD, ARM), USUAL);
    assertEquals(Set.of(Aspect.PLATFORMS), report.differing());
    assertEquals(List.of("linux/s390x true false []"), platforms(report));
    Input a = index(Packing.PLAIN, AMD, ARM);
    Input b = index(Packing.PLAIN, AMD, ARM, MAINFRAME, MAINFRAME.command("/other"));
    assertEquals(
        List.of("linux/s390x false true []", "linux/s390x (2) false true []"),
        platforms(diff(a, b, USUAL)));
  }

  @Test
  void diff_indexAndSingleImage_saysWhatIsNotCompared() throws IOException {
    String machine = System.getProperty("os.arch", "");
    ImageFixture own = machine.equals("aarch64") ? ARM : AMD;
    Input single = input(DockerSave.of(own).archive());
    Input index = index(Packing.PLAIN, own, MAINFRAME);
    DiffReport report = diff(single, index, USUAL);
    assertTrue(report.isEqual());
    assertEquals(List.of("linux/s390x"), report.b().notCompared());
    assertEquals(List.of(), report.a().notCompared());
    assertEquals(1, report.warnings().size());
    assertEquals(WarningCode.PLATFORMS_NOT_COMPARED, report.warnings().get(0).code());
    assertTrue(
        report.warnings().get(0).sentence().endsWith("other platforms: linux/s390x"),
        report.warnings().get(0).sentence());
    assertEquals(List.of(), diff(single, index, ignoring(Aspect.PLATFORMS)).warnings());
    ContentReport content = Differ.content(index, index, "hello", USUAL);
    assertTrue(content.equal());
    assertEquals(List.of("linux/s390x"), content.a().notCompared());
    assertEquals(WarningCode.PLATFORMS_NOT_COMPARED, content.warnings().get(0).code());
  }

  @Test
  void diff_platformThatIsAskedFor_isComparedAlone() throws IOException {
    DiffOptions options =
        DiffOptions.builder().platformA("linux/arm64").platformB("linux/arm64").build();
    DiffReport report =
        diff(index(Packing.PLAIN, AMD, ARM), index(Packing.PLAIN, AMD.command("/x"), ARM), options);
    assertTrue(report.isEqual());
    assertEquals(List.of(), report.warnings());
    assertEquals("linux/arm64", report.a().platform());
  }

  @Test
  void diff_versionsOfWindows_areOfThePlatform() throws IOException {
    String windows = "\"architecture\": \"amd64\", \"os\": \"windows\", \"os.version\": ";
    ImageFixture a = AMD.platformJson(windows + "\"10.0.1\"");
    ImageFixture b = AMD.platformJson(windows + "\"10.0.2\"");
    DiffReport report = diff(a, b);
    assertEquals(Set.of(Aspect.PLATFORM), report.differing());
    assertEquals("[\"os.version\"]", report.platform().get(0).path());
    assertTrue(diff(a, b, ignoring(Aspect.PLATFORM)).isEqual());
    assertFalse(diff(a, b, ignoring(Aspect.CONFIG)).isEqual());
  }
}
