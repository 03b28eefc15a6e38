package io.github.layerlift.compare;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.FileState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files, as a container would see them. */
class FilesDiffTest extends WithDiffs {
  private List<String> files(LayerFixture a, LayerFixture b, Aspect... ignored) throws IOException {
    diff(image(a), image(b), ignoring(ignored));
    return lines();
  }

  private FileState stateA() {
    return changes.get(0).a().orElseThrow();
  }

  private FileState stateB() {
    return changes.get(0).b().orElseThrow();
  }

  @Test
  void diff_addedAndRemoved_haveAllNames() throws IOException {
    LayerFixture a = layer().folder("old").file("old/x", "1").file("both", "2");
    LayerFixture b = layer().file("both", "2").folder("new").symlink("new/l", "x");
    assertEquals(List.of("+new", "+new/l", "-old", "-old/x"), files(a, b));
    assertEquals(List.of("-new", "-new/l", "+old", "+old/x"), files(b, a));
    assertEquals("x", changes.get(1).a().orElseThrow().link());
  }

  @Test
  void diff_content_isComparedByBytes() throws IOException {
    LayerFixture a = layer().file("longer", "1").file("other", "abc").file("same", "x");
    LayerFixture b = layer().file("longer", "12").file("same", "x").file("other", "abd");
    assertEquals(List.of("longer content", "other content"), files(a, b));
    assertEquals(1, stateA().size());
    assertEquals(2, stateB().size());
    assertEquals(List.of(), files(a, b, Aspect.CONTENT));
  }

  /** Longer than a chunk, and different only at the end. */
  @Test
  void diff_longFiles_areComparedToTheirEnds() throws IOException {
    String text = "0123456789".repeat(60_000);
    LayerFixture a = layer().file("f", text + "a").file("g", text);
    LayerFixture b = layer().file("g", text).file("f", text + "b");
    assertEquals(List.of("f content"), files(a, b));
    assertEquals(List.of("f content"), hardLinked(text));
  }

  private List<String> hardLinked(String text) throws IOException {
    return files(
            layer().file("f", text + "a").hardLink("h", "f").file("g", text),
            layer().file("g", text).file("f", text + "b").hardLink("h", "f"),
            Aspect.HARD_LINKS)
        .stream()
        .filter(line -> !line.startsWith("h "))
        .toList();
  }

  @Test
  void diff_type_isADifferenceByItself() throws IOException {
    LayerFixture a = layer().file("t", "x").folder("u").file("u/in", "1");
    LayerFixture b = layer().symlink("t", "x").file("u", "x");
    assertEquals(List.of("t type", "u type", "-u/in"), files(a, b));
    assertEquals(FileKind.SYMLINK, stateB().kind());
    assertEquals(List.of("-u/in"), files(a, b, Aspect.TYPE));
  }

  @Test
  void diff_mode_countsExceptOfSymlinks() throws IOException {
    LayerFixture a = layer().mode(0644).file("f", "x").folder("d").symlink("l", "f");
    LayerFixture b = layer().mode(04755).file("f", "x").folder("d").symlink("l", "f");
    assertEquals(List.of("d mode", "f mode"), files(a, b));
    assertEquals(0644, stateA().mode());
    assertEquals(04755, stateB().mode());
    assertEquals(List.of(), files(a, b, Aspect.MODE));
  }

  @Test
  void diff_owner_isComparedByNumber() throws IOException {
    LayerFixture a = layer().owner(0).file("f", "x").symlink("l", "f");
    LayerFixture b = layer().owner(7).file("f", "x").symlink("l", "f");
    assertEquals(List.of("f owner", "l owner"), files(a, b));
    assertEquals(7, stateB().gid());
    assertEquals(List.of(), files(a, b, Aspect.OWNER));
  }

  @Test
  void diff_times_countWithFractions() throws IOException {
    LayerFixture a = layer().pax("mtime", "5.25").file("f", "x");
    LayerFixture b = layer().pax("mtime", "5.75").file("f", "x");
    assertEquals(List.of("f times"), files(a, b));
    assertEquals(Instant.ofEpochSecond(5, 250_000_000), stateA().modified());
    assertEquals(List.of(), files(a, b, Aspect.TIMES));
  }

  @Test
  void diff_xattrs_areComparedByValue() throws IOException {
    LayerFixture a = layer().pax("SCHILY.xattr.user.n", "1").file("f", "x").file("g", "y");
    LayerFixture b = layer().pax("SCHILY.xattr.user.n", "2").file("f", "x").file("g", "y");
    assertEquals(List.of("f xattrs"), files(a, b));
    assertEquals(Map.of("user.n", "31"), stateA().xattrs());
    assertEquals(List.of("f xattrs"), files(layer().file("f", "x").file("g", "y"), b));
    assertEquals(List.of(), files(a, b, Aspect.XATTRS));
    assertEquals(List.of(), files(a, a));
  }

  @Test
  void diff_link_isTheTargetOfASymlink() throws IOException {
    LayerFixture a = layer().symlink("l", "one");
    LayerFixture b = layer().symlink("l", "two");
    assertEquals(List.of("l link"), files(a, b));
    assertEquals("two", stateB().link());
    assertEquals(List.of(), files(a, b, Aspect.LINK));
  }

  @Test
  void diff_devices_areComparedByNumber() throws IOException {
    LayerFixture a = layer().device("null", 1, 3).fifo("p");
    LayerFixture b = layer().device("null", 1, 5).fifo("p");
    assertEquals(List.of("null device"), files(a, b));
    assertEquals(3, stateA().minor());
    assertEquals(List.of(), files(a, b, Aspect.DEVICE));
  }

  @Test
  void diff_hardLinks_areComparedByCompany() throws IOException {
    LayerFixture linked = layer().file("a", "x").hardLink("b", "a").file("c", "x");
    LayerFixture apart = layer().file("a", "x").file("b", "x").file("c", "x");
    assertEquals(List.of("a hard-links", "b hard-links"), files(linked, apart));
    assertEquals(2, stateA().names());
    assertEquals("b", stateA().otherName());
    assertEquals(1, stateB().names());
    assertEquals("", stateB().otherName());
    LayerFixture others = layer().file("a", "x").file("b", "x").hardLink("c", "a");
    assertEquals(List.of("a hard-links", "b hard-links", "c hard-links"), files(linked, others));
    assertEquals(List.of(), files(linked, apart, Aspect.HARD_LINKS));
  }

  /** The new name is a difference, but not that the others now have it beside them. */
  @Test
  void diff_furtherName_isAddedAlone() throws IOException {
    LayerFixture two = layer().file("a", "x").hardLink("b", "a");
    LayerFixture three = layer().file("a", "x").hardLink("b", "a").hardLink("c", "a");
    assertEquals(List.of("+c"), files(two, three));
    assertEquals("a", stateB().otherName());
    assertEquals(FileKind.FILE, stateB().kind());
    assertEquals(List.of("-c"), files(three, two));
  }

  @Test
  void diff_firstNameGone_otherNamesStayFiles() throws IOException {
    LayerFixture a = layer().file("a", "x").hardLink("b", "a");
    assertEquals(List.of("-a"), files(a, layer().file("b", "x")));
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "GZIP"})
  void diff_linkedFiles_areComparedByContent(Packing packing) throws IOException {
    ImageFixture a = image(layer().file("a", "xy").hardLink("b", "a").file("c", "xy"));
    ImageFixture b = image(layer().file("c", "xy").file("a", "xz").hardLink("b", "a"));
    diff(input(OciSave.of(packing, a).archive()), input(DockerSave.of(b).archive()), USUAL);
    assertEquals(List.of("a content", "b content"), lines());
  }

  @Test
  void diff_severalAspects_areAllTold() throws IOException {
    LayerFixture a = layer().file("f", "x");
    LayerFixture b = layer().owner(3).mode(0600).pax("mtime", "1").file("f", "y");
    assertEquals(List.of("f content,mode,owner,times"), files(a, b));
    assertEquals(List.of("f mode,times"), files(a, b, Aspect.CONTENT, Aspect.OWNER));
    assertEquals(List.of(), files(a, b, Aspect.FILES));
  }

  @Test
  void diff_root_isCalledASlash() throws IOException {
    LayerFixture a = layer().mode(0755).folder("./").file("f", "x");
    LayerFixture b = layer().mode(0711).folder("./").mode(0755).file("f", "x");
    assertEquals(List.of("/ mode"), files(a, b));
  }

  @Test
  void diff_whiteouts_areAppliedBeforeComparing() throws IOException {
    ImageFixture a = image(layer().file("a", "1").file("b", "2"), layer().whiteout("a"));
    ImageFixture b =
        image(layer().file("b", "2"), layer().file("c", "3"), layer().whiteout("c"));
    diff(a, b);
    assertEquals(List.of(), lines());
  }

  /** The base is read once, and each side goes on with a tree of its own. */
  @Test
  void diff_sharedBase_isChangedByEachSideAlone() throws IOException {
    LayerFixture base =
        layer().folder("d").file("d/x", "1").file("l", "2").hardLink("m", "l").file("k", "3");
    ImageFixture a = image(base, layer().opaque("d").file("d/y", "4"), layer().hardLink("n", "l"));
    ImageFixture b = image(base, layer().whiteout("k").file("l", "2").mode(0600).file("d/x", "1"));
    diff(a, b);
    assertEquals(
        List.of("d/x", "d/y", "k", "l hard-links", "m hard-links", "n"),
        lines().stream().map(line -> line.replaceFirst("^[-+]", "")).toList());
    diff(b, a);
    assertEquals(6, changes.size());
    diff(a, a.layer("new", "5"));
    assertEquals(List.of("+new"), lines());
  }

  @Test
  void diff_oddNames_areEscaped() throws IOException {
    assertEquals(
        List.of("+a\\\\b", "+c\\x0ad"),
        files(layer().file("x", ""), layer().file("x", "").file("a\\b", "").file("c\nd", "")));
  }
}
