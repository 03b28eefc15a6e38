package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How long files and methods may be, in all modules. */
class HouseRulesTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LIBRARY = PROJECT.resolve("converter/src/main/java");
  private static final Path PROGRAM = PROJECT.resolve("cli/src/main/java");
  private static final Path SPARK = PROJECT.resolve("spark/src/main/java");

  private static final int MAX_FILE = 250;
  private static final int MAX_METHOD = 40;
  private static final int MAX_ROOT_FILES = 10;

  @Test
  void mainFile_any_isShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources(LIBRARY, PROGRAM, SPARK)) {
      int lines = Files.readAllLines(file).size();
      if (lines > MAX_FILE) {
        tooLong.add(PROJECT.relativize(file) + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void rootPackage_ofTheLibrary_hasFewFiles() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY.resolve("io/github/layerlift"))) {
      long count = files.filter(Files::isRegularFile).count();
      assertTrue(count <= MAX_ROOT_FILES, count + " files");
    }
  }

  @Test
  void method_any_isShort() throws IOException {
    List<Path> files = sources(
        LIBRARY,
        PROGRAM,
        SPARK,
        PROJECT.resolve("spark/src/test/java"),
        PROJECT.resolve("converter/src/test/java"),
        PROJECT.resolve("cli/src/test/java"),
        PROJECT.resolve("it-tests/src/test/java"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(
          null,
          manager,
          null,
          List.of("-proc:none"),
          null,
          manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<String> tooLong = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodLengths(unit, positions, tooLong).scan(unit, null);
      }
      assertEquals(List.of(), tooLong);
    }
  }

  /** Methods from the line of their signature, which follows the annotations, to their last brace. */
  private static final class MethodLengths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final String source;
    private final SourcePositions positions;
    private final List<String> tooLong;

    MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong)
        throws IOException {
      this.unit = unit;
      this.source = unit.getSourceFile().getCharContent(true).toString();
      this.positions = positions;
      this.tooLong = tooLong;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long end = positions.getEndPosition(unit, method);
      // none for the implicit constructor of a record
      if (end >= 0) {
        long lines = line(end) - line(signature(method)) + 1;
        if (lines > MAX_METHOD) {
          Path file = PROJECT.relativize(Path.of(unit.getSourceFile().toUri()));
          tooLong.add(file + ": " + method.getName() + " has " + lines + " lines");
        }
      }
      return super.visitMethod(method, null);
    }

    private long signature(MethodTree method) {
      List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
      if (annotations.isEmpty()) {
        return positions.getStartPosition(unit, method);
      }
      AnnotationTree last = annotations.get(annotations.size() - 1);
      int start = (int) positions.getEndPosition(unit, last);
      while (Character.isWhitespace(source.charAt(start))) {
        start++;
      }
      return start;
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }

  private static List<Path> sources(Path... roots) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    assertTrue(sources.size() > 50, sources::toString);
    return sources;
  }
}
