package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the jobs of a CI system run: {@code images} holds the samples, {@code modern} gets the outputs. */
record JobPlace(Path folder) {
  static JobPlace in(Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (String name : Samples.names()) {
      Files.copy(Samples.path(name), images.resolve(name));
    }
    return new JobPlace(folder);
  }

  /** Runs {@code script} there. */
  void run(String script, Map<String, String> environment) throws Exception {
    Command command = Command.of("bash", "-e", "-c", "cd '" + folder + "'\n" + script);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    command.run().orFail();
  }

  /** Requires that every sample was converted. */
  void requireAll() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("modern"))) {
      assertEquals(
          new TreeSet<>(Samples.names()),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("-oci.tar"))
              .map(name -> name.replace("-oci.tar", ".tar"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
