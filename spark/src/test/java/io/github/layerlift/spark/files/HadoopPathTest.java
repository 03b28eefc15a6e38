package io.github.layerlift.spark.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HadoopPathTest {
  private final HadoopFiles files = new HadoopFiles(Configuration::new);

  private Path path(String text) {
    return files.getPath(text);
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://bucket/a/b.tar, s3a://bucket/, s3a://bucket/a/b.tar",
    "s3a://bucket, s3a://bucket/, s3a://bucket/",
    "hdfs://nn:8020/x, hdfs://nn:8020/, hdfs://nn:8020/x",
    "hdfs:///x, hdfs:/, hdfs:/x",
    "file:/x//y/, file:/, file:/x/y",
    "file:///x, file:/, file:/x",
    "/x/y, /, /x/y",
    "a/b:c, '', a/b:c",
    "a:b.tar, '', a:b.tar",
    "'', '', ''"
  })
  void parse_forms_haveRootAndNames(String text, String root, String whole) {
    Path path = path(text);
    assertEquals(whole, path.toString());
    assertEquals(root, path.getRoot() == null ? "" : path.getRoot().toString());
    assertEquals(!root.isEmpty(), path.isAbsolute());
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://b/x/y.tar, s3a://b/x/y.tar",
    "hdfs:/x, hdfs:/x",
    "/x, /x",
    "x:y, x:y",
    "a b/%41, a b/%41"
  })
  void hadoop_anyPath_takesNamesLiterally(String text, String hadoop) {
    assertEquals(hadoop, HadoopFiles.hadoop(path(text)).toString().replaceFirst("^\\./", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://b/x, y/z, s3a://b/x/y/z",
    "s3a://b/x, s3a://c/y, s3a://c/y",
    "x, /y, /y",
    "s3a://b, y, s3a://b/y"
  })
  void resolve_pairs_giveOne(String one, String other, String whole) {
    assertEquals(path(whole), path(one).resolve(path(other)));
  }

  @ParameterizedTest
  @CsvSource({"s3a://b/x, s3a://b/x/y/z, y/z", "s3a://b/x/y, s3a://b/x/z, ../z", "/x, /x, ''"})
  void relativize_pairs_leadFromOneToTheOther(String one, String other, String steps) {
    assertEquals(steps, path(one).relativize(path(other)).toString());
  }

  @Test
  void relativize_otherRoot_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> path("s3a://b/x").relativize(path("s3a://c/x")));
  }

  @ParameterizedTest
  @CsvSource({"/x/./y/../z, /x/z", "../x, ../x", "/../x, /x", "s3a://b/a/.., s3a://b/", "a/.., ''"})
  void normalize_dots_go(String text, String normal) {
    assertEquals(normal, path(text).normalize().toString());
  }

  @Test
  void parts_ofPath_areItsNames() {
    Path path = path("s3a://b/x/y.tar");
    assertEquals(path("y.tar"), path.getFileName());
    assertEquals(path("s3a://b/x"), path.getParent());
    assertEquals(path("s3a://b/"), path("s3a://b/x").getParent());
    assertEquals(null, path("x").getParent());
    assertEquals(2, path.getNameCount());
    assertEquals(path("x"), path.getName(0));
    assertTrue(path.startsWith("s3a://b/x"));
    assertFalse(path.startsWith("s3a://b/x/y"));
    assertTrue(path.endsWith("y.tar"));
    assertFalse(path.endsWith("z/x/y.tar"));
    assertThrows(IllegalArgumentException.class, () -> path.subpath(1, 3));
  }

  @Test
  void equals_sameText_isTheSame() {
    assertEquals(path("s3a://b/x"), path("s3a://b//x/"));
    assertEquals(path("s3a://b/x").hashCode(), path("s3a://b//x/").hashCode());
    assertNotEquals(path("s3a://b/x"), path("s3a://c/x"));
    assertNotEquals(path("/x"), Path.of("/x"));
    assertThrows(ProviderMismatchException.class, () -> path("/x").resolve(Path.of("y")));
  }

  @Test
  void toAbsolutePath_withoutScheme_isInTheDefaultFileSystem() {
    assertEquals("file:/x", path("/x").toAbsolutePath().toString());
    assertTrue(path("x").toAbsolutePath().toString().startsWith("file:/"));
    assertEquals("s3a://b/x", path("s3a://b/x").toAbsolutePath().toString());
  }
}
