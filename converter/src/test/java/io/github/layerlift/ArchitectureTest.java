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

/** Who may know whom. A room that needs a new neighbour gets it here first, with a reason. */
@AnalyzeClasses(packages = "io.github.layerlift", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.layerlift";

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROOMS_KNOW_ONLY_THEIR_NEIGHBOURS = layeredArchitecture()
      .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
      .layer("root")
      .definedBy(ROOT)
      .layer("report")
      .definedBy(room("report"))
      .layer("archive")
      .definedBy(room("archive"))
      .layer("json")
      .definedBy(room("json"))
      .layer("gojson")
      .definedBy(room("gojson"))
      .layer("image")
      .definedBy(room("image"))
      .layer("codec")
      .definedBy(room("codec"))
      .layer("layout")
      .definedBy(room("layout"))
      .layer("plan")
      .definedBy(room("plan"))
      .layer("pour")
      .definedBy(room("pour"))
      .layer("output")
      .definedBy(room("output"))
      .layer("tree")
      .definedBy(room("tree"))
      .layer("extract")
      .definedBy(room("extract"))
      .layer("dialect")
      .definedBy(room("dialect"))
      .layer("batch")
      .definedBy(room("batch"))
      .layer("inspect")
      .definedBy(room("inspect"))
      .layer("verify")
      .definedBy(room("verify"))
      .whereLayer("root")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("report")
      .mayNotAccessAnyLayer()
      .whereLayer("archive")
      .mayOnlyAccessLayers("report")
      .whereLayer("json")
      .mayOnlyAccessLayers("archive", "report")
      .whereLayer("gojson")
      .mayOnlyAccessLayers("json", "report")
      .whereLayer("image")
      .mayOnlyAccessLayers("archive")
      .whereLayer("codec")
      .mayOnlyAccessLayers("archive", "image", "report")
      .whereLayer("layout")
      .mayOnlyAccessLayers("image", "json")
      .whereLayer("plan")
      .mayOnlyAccessLayers("archive", "image", "layout", "report")
      .whereLayer("pour")
      .mayOnlyAccessLayers("archive", "codec", "image", "plan", "report")
      .whereLayer("output")
      .mayOnlyAccessLayers("archive", "image", "layout", "plan", "pour", "report")
      .whereLayer("tree")
      .mayOnlyAccessLayers("archive", "codec", "image", "report")
      .whereLayer("extract")
      .mayOnlyAccessLayers("archive", "output", "report", "tree")
      .whereLayer("dialect")
      .mayOnlyAccessLayers("archive", "gojson", "image", "json", "report")
      .whereLayer("batch")
      .mayOnlyAccessLayers("archive", "codec", "dialect", "image", "json", "output", "report")
      .whereLayer("inspect")
      .mayOnlyAccessLayers("archive", "image", "json", "report")
      .whereLayer("verify")
      .mayOnlyAccessLayers(
          "archive", "dialect", "gojson", "image", "json", "plan", "pour", "report")
      .ensureAllClassesAreContainedInArchitecture();

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

  private static String room(String name) {
    return ROOT + "." + name;
  }
}
