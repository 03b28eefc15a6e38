package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.ledger.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link NameTemplate} and {@link OutputNames}. */
class NameTemplateTest {
  private static final String NAMED = "docker.io/library/app:1.0";

  private static Found.Archive input(String name) {
    int slash = name.lastIndexOf('/');
    return new Found.Archive(
        name,
        Path.of(name),
        true,
        slash < 0 ? "" : name.substring(0, slash),
        new Identity(0, 0, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "app.tar, {stem}-oci.tar, app-oci.tar",
    "app.tar.gz, {stem}-oci.tar, app-oci.tar",
    "app.TAR.XZ, {stem}.tar, app.tar",
    "app.tgz, {stem}.tar, app.tar",
    "app.tar.lz4, {stem}.tar, app.tar",
    "app, {stem}.tar, app.tar",
    ".tar, {stem}.tar, .tar.tar",
    "app.tar.gz.old, {stem}.tar, app.tar.gz.old.tar",
    "a/b/app.tar, {stem}.tar, app.tar",
    "a/b/app.tar, {path}/{stem}.tar, a/b/app.tar",
    "app.tar, {path}/{stem}.tar, app.tar",
    "a/b/app.tar, {path}/{name}, a/b/app.tar",
    "x/app.tar, {repo}_{tag}.tar, app_1.0.tar",
    "x/app.tar, oci/{tag}/{repo}.tar, oci/1.0/app.tar",
    "'-x y.tar', {stem}-oci.tar, -x y-oci.tar",
    "$1\\.tar, {stem}.tar, $1\\.tar"
  })
  void name_anyTemplate_isFilled(String input, String template, String output) throws Exception {
    assertEquals(output, NameTemplate.parse(template).name(input(input), NAMED));
  }

  @Test
  void name_foldersOfARegistry_areFlat() throws Exception {
    String name = NameTemplate.parse("{repo}_{tag}.tar")
        .name(input("x.tar"), "registry.example:5000/team/app:1.0");
    assertEquals("registry.example_5000_team_app_1.0.tar", name);
  }

  @Test
  void name_untagged_isCalledAsItsFile() throws Exception {
    String name = NameTemplate.parse("{repo}_{tag}.tar").name(input("a/x.tar.gz"), null);
    assertEquals("x_untagged.tar", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{image}",
        "{stem",
        "stem}",
        "/{stem}.tar",
        "{stem}/",
        "{STEM}",
        "{{stem}}",
        "../{stem}",
        "a/../../{stem}",
        "{stem}/..",
        ".layerlift-ledger{path}.jsonl"
      })
  void parse_wrong_isWrongUse(String template) throws Exception {
    assertTrue(Faults.expect(ErrorCode.BAD_OPTION, () -> NameTemplate.parse(template))
        .getMessage()
        .contains("the name \""));
  }

  /** The file's name is not an option of the user's: so it is not a usage error. */
  @ParameterizedTest
  @CsvSource({
    "x.tar, {path}",
    "...tar, {stem}",
    "...tar, {stem}/x.tar",
    "a/...tar, {path}/{stem}/x.tar",
    ".layerlift-ledger.jsonl, {name}",
    ".LAYERLIFT-ledger-7.tar, {stem}-oci.tar",
    ".a.layerlift-1f.tmp, {name}"
  })
  void name_thatNoOutputCanHave_isTheInputsFault(String input, String template) throws Exception {
    NameTemplate parsed = NameTemplate.parse(template);
    LayerliftException fault =
        Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> parsed.name(input(input), NAMED));
    assertTrue(fault.getMessage().contains(input), fault.getMessage());
    assertTrue(fault.hint().orElse("").contains("oci-{stem}.tar"));
    NameTemplate.parse("oci-{stem}.tar").name(input(input), NAMED);
  }

  @Test
  void of_inputCalledAsARivalBecomes_isTheOnlyOneWithout() throws Exception {
    OutputNames.Given given = OutputNames.of(
        List.of(input("a/app.tar"), input("b/app.tar")), NameTemplate.parse("{name}"), Map.of());
    OutputNames.Given clash = OutputNames.of(
        List.of(
            input("a/app.tar"), input("b/app.tar"), input("c/" + given.names().get("a/app.tar"))),
        NameTemplate.parse("{name}"),
        Map.of());
    assertEquals(2, clash.names().size());
    LayerliftException fault = clash.faults().values().iterator().next();
    assertEquals(ErrorCode.TARGET_UNWRITABLE, fault.code());
    assertTrue(fault.hint().orElse("").contains("{path}/{name}.tar"));
  }

  @Test
  void needsReference_onlyWithRepoOrTag_isTrue() throws Exception {
    assertTrue(NameTemplate.parse("{repo}.tar").needsReference());
    assertTrue(NameTemplate.parse("{stem}{tag}.tar").needsReference());
    assertFalse(NameTemplate.parse("{path}/{name}{stem}").needsReference());
  }

  @Test
  void of_rivals_allGetDigitsOfTheirOwnNames() throws Exception {
    Map<String, String> names = names("a/app.tar", "b/app.tar", "c/other.tar");
    assertTrue(names.get("a/app.tar").matches("app-oci-[0-9a-f]{8}\\.tar"), names.toString());
    assertTrue(names.get("b/app.tar").matches("app-oci-[0-9a-f]{8}\\.tar"), names.toString());
    assertNotEquals(names.get("a/app.tar"), names.get("b/app.tar"));
    assertEquals("other-oci.tar", names.get("c/other.tar"));
  }

  @Test
  void of_namesThatDifferInCaseOrFormOnly_areApart() throws Exception {
    assertTrue(names("a/App.tar", "b/app.tar").get("b/app.tar").length() > "app-oci.tar".length());
    Map<String, String> accents = names("a/\u00e9.tar", "b/e\u0301.tar");
    assertTrue(accents.get("a/\u00e9.tar").matches("\u00e9-oci-[0-9a-f]{8}\\.tar"));
  }

  @Property(tries = 200)
  void of_anyInputsInAnyOrder_distinctAndTheSame(
      @ForAll @Size(max = 30)
          List<@AlphaChars @Chars({'/', '.'}) @StringLength(min = 1, max = 4) String> given,
      @ForAll long seed)
      throws Exception {
    List<String> inputs = new ArrayList<>();
    for (String name : new HashSet<>(given)) {
      inputs.add("d/" + name + "x.tar");
    }
    Map<String, String> names = names(inputs.toArray(String[]::new));
    assertEquals(inputs.size(), new HashSet<>(names.values()).size());
    Collections.shuffle(inputs, new Random(seed));
    assertEquals(names, names(inputs.toArray(String[]::new)));
  }

  private static Map<String, String> names(String... inputs) throws Exception {
    List<Found.Archive> archives = new ArrayList<>();
    for (String input : inputs) {
      archives.add(input(input));
    }
    return OutputNames.of(archives, NameTemplate.parse("{stem}-oci.tar"), Map.of())
        .names();
  }
}
