package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a temporary file until it is killed or its input ends. */
final class HoldingProcess {

  private HoldingProcess() {}

  /** Prints the temporary file's name, preceded by its length in one byte. */
  public static void main(String[] args) throws IOException {
    try (TempFile temp = TempFile.beside(Path.of(args[0]));
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      byte[] name = temp.path().toString().getBytes(UTF_8);
      out.write(name.length);
      out.write(name);
      out.flush();
      // transferTo would query the pipe's position
      while (System.in.read() >= 0) {
        // only an end should come
      }
    }
  }
}
