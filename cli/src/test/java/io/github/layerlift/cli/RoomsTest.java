package io.github.layerlift.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.layerlift.output.AtomicFile;

/** What the packages of the command line may know of each other and of the library. */
@AnalyzeClasses(packages = "io.github.layerlift.cli", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "io.github.layerlift";

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CYCLES =
      slices().matching("io.github.(**)").should().beFreeOfCycles();

  /** What {@code module-info} exports, names as text, and the only writer of files that appear whole. */
  @ArchTest
  static final ArchRule ONLY_WHAT_THE_LIBRARY_EXPORTS_IS_USED = noClasses()
      .should()
      .dependOnClassesThat(resideInAPackage(ROOT + "..")
          .and(not(resideInAnyPackage(
              ROOT,
              ROOT + ".cli..",
              ROOT + ".fault",
              ROOT + ".file",
              ROOT + ".location",
              ROOT + ".options",
              ROOT + ".progress",
              ROOT + ".report",
              ROOT + ".spi",
              ROOT + ".text")))
          .and(not(equivalentTo(AtomicFile.class))));
}
