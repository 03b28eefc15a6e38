package io.github.layerlift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in README that uses the library: it compiles, and converts. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir
  private Path folder;

  @Test
  void java_compiledAndRun_converts() throws Exception {
    Path modern = folder.resolve("modern.tar");
    Path legacy = folder.resolve("legacy.tar");
    Files.write(legacy, SmallArchive.hello().bytes());

    compile(theOnlyProgram());
    String out = run("Modernize", legacy.toString(), modern.toString());

    assertEquals(SmallArchive.hello().id() + " [docker.io/library/hello:1.0]", out.strip());
    assertEquals(
        0,
        new FakeConsole()
            .run("verify", "--against", legacy.toString(), modern.toString())
            .code());
  }

  private Path theOnlyProgram() throws Exception {
    String readme = Files.readString(Path.of("../README.md")).replace("\r\n", "\n");
    List<String> programs = JAVA.matcher(readme)
        .results()
        .map((MatchResult program) -> program.group(1))
        .toList();
    assertEquals(1, programs.size());
    return Files.writeString(folder.resolve("Modernize.java"), programs.get(0));
  }

  /** Compiles {@code source} against the library alone. */
  private void compile(Path source) throws Exception {
    Path library = Path.of(
        Converter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter says = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled = compiler
          .getTask(
              says,
              manager,
              null,
              List.of("-proc:none", "-cp", library.toString(), "-d", folder.toString()),
              null,
              manager.getJavaFileObjects(source))
          .call();
      assertTrue(compiled, says::toString);
    }
  }

  private String run(String program, String... args) throws Exception {
    String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "-cp", classPath, program);
    builder.command().addAll(List.of(args));
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }
}
