package io.github.layerlift;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** Which room may depend on which. A room that needs a new neighbour gets it here first, with a reason. */
@AnalyzeClasses(packages = "io.github.layerlift", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.layerlift";

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CYCLES =
      slices().matching("io.github.(**)").should().beFreeOfCycles();

  /** Each room, and the rooms that it may depend on. */
  private static final String NEIGHBOURS = """
      archive: bytes fault file progress tar text
      batch: archive bytes codec convert dialect fault image input json ledger location naming options output progress registry report tar text verify
      bytes: fault text
      codec: bytes deflate fault image text
      compare: bytes codec extract fault file image input json layout location options plan progress report select tar text tree
      convert: archive bytes codec dialect edit fault image input json layout location naming options output plan pour progress registry report select tar text verify
      credentials: fault json options progress text
      deflate:
      dialect: archive bytes fault gojson image json tar text
      edit: bytes codec fault file gojson image json layering options plan pour progress tar text tree
      extract: codec dialect fault file image input layout location options output plan pour progress report select tar text tree
      fault: text
      file:
      gojson: fault json
      image: bytes fault
      input: archive bytes codec dialect fault image json location options plan pour progress tar text
      inspect: archive bytes codec dialect fault file image input json location options progress report tar text tree
      json: bytes fault
      layering: bytes fault file image progress tar tree
      layout: image json
      ledger: fault image json output
      location: options
      naming: bytes fault image ledger
      options: codec dialect fault image progress
      output: bytes fault image json layout plan pour progress registry tar
      plan: bytes fault image layout
      pour: bytes codec fault image plan progress tar
      progress: fault
      registry: bytes credentials fault image json options progress text
      report: fault file options text
      root: batch compare convert extract fault input inspect location options output report verify
      select: fault image json layout options plan
      tar: bytes fault file progress text
      text:
      tree: bytes codec fault file image progress tar
      verify: archive bytes codec dialect fault file gojson image input json location options plan pour progress report tar
      """;

  @ArchTest
  static final ArchRule ROOMS_KNOW_ONLY_THEIR_NEIGHBOURS = neighbours();

  @ArchTest
  static final ArchRule NOBODY_ENDS_THE_PROCESS = noClasses()
      .should()
      .callMethod(System.class, "exit", int.class)
      .orShould()
      .callMethod(Runtime.class, "exit", int.class)
      .orShould()
      .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule NOBODY_PRINTS = noClasses()
      .should()
      .accessField(System.class, "out")
      .orShould()
      .accessField(System.class, "err")
      .orShould()
      .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule NOBODY_LOGS = noClasses()
      .should()
      .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j.."))
      .orShould()
      .dependOnClassesThat()
      .haveFullyQualifiedName("java.lang.System$Logger");

  @ArchTest
  static final ArchRule STATICS_ARE_FINAL = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule FIELDS_ARE_NOT_PUBLIC_UNLESS_CONSTANT =
      noFields().that().areNotFinal().should().bePublic();

  @ArchTest
  static final ArchRule ONLY_JSON_READS_WITH_JACKSON = noClasses()
      .that()
      .resideOutsideOfPackage(room("json"))
      .should()
      .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."));

  @ArchTest
  static final ArchRule ONLY_CODEC_PACKS_AND_UNPACKS = noClasses()
      .that()
      .resideOutsideOfPackage(room("codec"))
      .should()
      .dependOnClassesThat(resideInAnyPackage(
          "org.apache.commons.compress..", "org.tukaani.xz..", "com.github.luben.zstd.."));

  @ArchTest
  static final ArchRule ONLY_EXTRACT_CALLS_THE_SYSTEM = noClasses()
      .that()
      .resideOutsideOfPackage(room("extract"))
      .should()
      .dependOnClassesThat(resideInAPackage("com.sun.jna.."));

  private static ArchRule neighbours() {
    LayeredArchitecture rule =
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage(ROOT + "..");
    for (String line : NEIGHBOURS.lines().toList()) {
      String room = line.substring(0, line.indexOf(':'));
      rule = rule.layer(room).definedBy(room.equals("root") ? ROOT : room(room));
    }
    for (String line : NEIGHBOURS.lines().toList()) {
      String room = line.substring(0, line.indexOf(':'));
      String[] known = line.substring(line.indexOf(':') + 1).trim().split(" ");
      rule = known[0].isEmpty()
          ? rule.whereLayer(room).mayNotAccessAnyLayer()
          : rule.whereLayer(room).mayOnlyAccessLayers(known);
    }
    return rule.ensureAllClassesAreContainedInArchitecture();
  }

  private static String room(String name) {
    return ROOT + "." + name;
  }
}
