package io.github.layerlift.spark.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopFilesTest {
  private final HadoopFiles files = new HadoopFiles(Configuration::new);

  @TempDir
  private Path folder;

  private Path same;

  @BeforeEach
  void fill() throws IOException {
    same = files.getPath("file:" + folder);
    Files.writeString(folder.resolve("a.txt"), "0123456789");
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/b:%41 c.txt"), "bc");
  }

  @Test
  void attributes_ofFile_areThoseOfTheSystem() throws IOException {
    Path file = same.resolve("a.txt");
    assertEquals(10, Files.size(file));
    assertTrue(Files.isRegularFile(file));
    assertTrue(Files.isDirectory(same));
    assertFalse(Files.exists(same.resolve("absent")));
    assertEquals(
        Files.getLastModifiedTime(folder.resolve("a.txt")), Files.getLastModifiedTime(file));
    assertTrue(Files.isSameFile(file, files.getPath(folder + "/deep/../a.txt")));
  }

  @Test
  void attributes_ofLink_areThoseOfTheSystem() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder);
    assertTrue(Files.isSymbolicLink(same.resolve("link")));
    assertTrue(Files.isDirectory(same.resolve("link")));
    try (Stream<Path> all = Files.walk(same)) {
      assertEquals(6, all.count());
    }
  }

  @Test
  void channel_anyPosition_reads() throws IOException {
    try (FileChannel channel = FileChannel.open(same.resolve("a.txt"), StandardOpenOption.READ)) {
      ByteBuffer heap = ByteBuffer.allocate(4);
      assertEquals(4, channel.read(heap, 3));
      assertArrayEquals("3456".getBytes(UTF_8), heap.array());
      ByteBuffer direct = ByteBuffer.allocateDirect(4);
      assertEquals(2, channel.read(direct, 8));
      assertEquals('8', direct.get(0));
      assertEquals(-1, channel.read(heap.clear(), 10));
      assertEquals(10, channel.size());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertEquals(5, channel.transferTo(5, 100, Channels.newChannel(out)));
      assertEquals("56789", out.toString(UTF_8));
      assertThrows(RuntimeException.class, () -> channel.write(heap));
    }
    assertEquals("0123456789", Files.readString(same.resolve("a.txt")));
    assertThrows(NoSuchFileException.class, () -> FileChannel.open(same.resolve("absent")));
    assertThrows(IOException.class, () -> FileChannel.open(same));
  }

  @Test
  void listing_pattern_givesWhatMatches() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(same, "*.txt")) {
      children.forEach(child -> names.add(child.getFileName().toString()));
    }
    assertEquals(List.of("a.txt"), names);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(same.resolve("deep/er"))) {
      Path child = children.iterator().next();
      assertEquals("b:%41 c.txt", child.getFileName().toString());
      assertEquals("bc", Files.readString(child));
    }
    assertThrows(
        NotDirectoryException.class, () -> Files.newDirectoryStream(same.resolve("a.txt")));
  }

  @Test
  void write_any_isRefused() {
    assertThrows(
        ReadOnlyFileSystemException.class, () -> Files.writeString(same.resolve("c.txt"), "c"));
    assertThrows(ReadOnlyFileSystemException.class, () -> Files.delete(same.resolve("a.txt")));
    assertThrows(
        ReadOnlyFileSystemException.class, () -> Files.createDirectory(same.resolve("new")));
  }

  @Test
  void settings_sent_reachTheSameFiles() {
    Configuration configuration = new Configuration();
    configuration.set("fs.defaultFS", "hdfs://nn:8020");
    Map<String, String> settings = new HadoopFiles(() -> configuration).settings();
    assertEquals("hdfs://nn:8020", HadoopFiles.of(settings).configuration().get("fs.defaultFS"));
  }

  @Test
  void plan_patternWithScheme_findsFiles() throws IOException {
    BatchOptions options = BatchOptions.builder(files.getPath("file:" + folder + "/into"))
        .files(files)
        .sources(List.of("file://" + folder + "/**/*.txt", "file:" + folder + "/q*"))
        .build();
    List<String> inputs =
        Batch.plan(options).items().stream().map(BatchItem::input).toList();
    assertEquals(
        List.of("file:" + folder + "/deep/er/b:%41 c.txt", "file:" + folder + "/q*"), inputs);
  }
}
