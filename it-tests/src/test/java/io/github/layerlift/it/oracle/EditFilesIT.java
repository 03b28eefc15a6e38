package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.FileTree;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An edit of the files comes to what an instruction comes to in Docker's builder. */
@ExtendWith(EngineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
final class EditFilesIT {
  private static final String STEPS = """
      RUN mkdir -p /a/b/c /real /etc && echo one >/a/file && ln /a/file /a/second && \
          ln -s /real /linked && ln -s file /a/link && chmod 2775 /a/b && echo x >/a/b/c/x && \
          echo app:x:1000:1001::/:/bin/sh >/etc/passwd && echo grp:x:77: >/etc/group && \
          chown 5:6 /a/file /a/b
      """;

  /**
   * Of one time, as added files get one. Docker 20.10 takes setuid away, and leaves folders that it makes on
   * the way to root: neither is copied.
   */
  private static final String CONTEXT = """
      mkdir -p site/deep/empty && echo '<p>' >site/index.html && echo y >site/deep/y
      chmod 600 site/deep/y && chmod 750 site/deep && ln -s index.html site/link
      echo content >file && chmod 751 file
      mkdir in && cd in && mkdir d && echo z >d/z && ln d/z hard && ln -s d soft && chown 12:34 d/z
      chmod 2711 d && mkdir a && echo new >a/file
      find .. -exec touch -h -d @1400000000 {} +
      tar --numeric-owner -cf ../packed.tar a d hard soft && gzip -k ../packed.tar && cd .. && rm -r in
      """;

  private EditBench bench;

  @BeforeAll
  void makeBase(Docker docker, @TempDir Path folder) throws Exception {
    bench = EditBench.of(docker, folder, STEPS);
    Command.of("sh", "-ec", "cd " + bench.context("") + "\n" + CONTEXT).run().orFail();
  }

  @AfterAll
  void removeImages() throws Exception {
    bench.close();
  }

  /** Instructions, and options whose source is in the context. */
  static Stream<Arguments> instructions() {
    return Stream.of(
        arguments("COPY file /etc/added", List.of("--add", "file=/etc/added")),
        arguments("COPY file /new/folders/", List.of("--add", "file=/new/folders/")),
        arguments("COPY file /a", List.of("--add", "file=/a")),
        arguments("COPY file /a/file", List.of("--add", "file=/a/file")),
        arguments("COPY file /linked/", List.of("--add", "file=/linked/")),
        arguments("COPY file /linked/below/it", List.of("--add", "file=/linked/below/it")),
        arguments("COPY site /srv/www", List.of("--add", "site=/srv/www")),
        arguments("COPY site /a", List.of("--add", "site=/a")),
        arguments("COPY site /linked", List.of("--add", "site=/linked")),
        arguments("COPY --chown=1000 site /a/p", List.of("--add", "site=/a/p", "--chown", "1000")),
        arguments("COPY --chown=7:8 site /a/p", List.of("--add", "site=/a/p", "--chown", "7:8")),
        arguments(
            "COPY --chown=app:grp file /a/", List.of("--add", "file=/a/", "--chown", "app:grp")),
        arguments("ADD packed.tar /opt", List.of("--add-tar", "packed.tar=/opt")),
        arguments("ADD packed.tar.gz /", List.of("--add-tar", "packed.tar.gz=/")),
        arguments("ADD packed.tar /linked", List.of("--add-tar", "packed.tar=/linked")));
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void edit_addedFiles_equalCopy(String instruction, List<String> options) throws Exception {
    String source = bench.context("") + "/" + options.get(1);
    List<String> words = Stream.concat(
            Stream.of(options.get(0), source), options.stream().skip(2))
        .toList();
    assertSameFiles(instruction, words);
  }

  static Stream<Arguments> removals() {
    return Stream.of(
        arguments("rm /a/file", List.of("--remove", "/a/file")),
        arguments("rm -r /a", List.of("--remove", "/a")),
        arguments("rm -r /a/b/c", List.of("--remove", "/a/b/c")),
        arguments("rm /linked", List.of("--remove", "/linked")),
        arguments("rm /a/second /a/link", List.of("--remove", "/a/second", "--remove", "/a/link")));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void edit_removedFiles_equalRm(String command, List<String> options) throws Exception {
    assertSameFiles("RUN " + command, options);
  }

  private void assertSameFiles(String instruction, List<String> options) throws Exception {
    FileTree unedited = bench.files(EditBench.BASE);
    FileTree expected = bench.files(bench.build(instruction));
    assertFalse(unedited.differences(expected).isEmpty());
    assertEquals(List.of(), expected.differences(bench.files(bench.edit(options))));
  }
}
