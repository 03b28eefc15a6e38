package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.TarBytes;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that readers disagree on, or that is meant to do harm, in any file. */
class HostileJsonTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final V1Save V1 = V1Save.hello("x:1");

  /** Every kind of JSON file that is read. */
  enum Place {
    MANIFEST_JSON("manifest.json"),
    CONFIG(HELLO.id() + ".json"),
    V1_JSON(V1.id() + "/json"),
    REPOSITORIES("repositories"),
    INDEX_JSON("index.json"),
    OCI_LAYOUT("oci-layout");

    private final String name;

    Place(String name) {
      this.name = name;
    }

    ArchiveFixture archive() {
      return switch (this) {
        case MANIFEST_JSON, CONFIG -> DockerSave.of(HELLO).archive();
        case V1_JSON, REPOSITORIES -> V1.archive();
        case INDEX_JSON, OCI_LAYOUT -> OciSave.hybrid(HELLO).archive();
      };
    }

    ArchiveFixture with(byte[] json) {
      return archive().with(name, json);
    }

    byte[] json() {
      return archive().content(name);
    }
  }

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private void refuse(ErrorCode code, Place place, byte[] json) throws IOException {
    LayerliftException fault = bench.refuse(code, place.with(json));
    assertTrue(fault.getMessage().contains(place.name), fault.getMessage());
  }

  private static byte[] join(String start, byte[] middle, String end) {
    return (start + new String(middle, ISO_8859_1) + end).getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource
  void convert_whiteSpaceAround_isFine(Place place) throws IOException {
    bench.convert(place.archive());
    if (place != Place.CONFIG) {
      bench.convert(place.with(join("\r\n\t ", place.json(), " \n\n")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void convert_hundredThousandLevels_isRefused(Place place) throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    refuse(ErrorCode.JSON_TOO_DEEP, place, deep.getBytes(UTF_8));
    String objects = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    refuse(ErrorCode.JSON_TOO_DEEP, place, objects.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void convert_keyTwice_isRefused(Place place) throws IOException {
    refuse(ErrorCode.JSON_KEY_TWICE, place, "[{\"a\":1,\"b\":2,\"a\":1}]".getBytes(UTF_8));
    refuse(ErrorCode.JSON_KEY_TWICE, place, "{\"x\":{\"a\":1,\"\\u0061\":2}}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void convert_byteOrderMark_isRefused(Place place) throws IOException {
    refuse(ErrorCode.JSON_SYNTAX, place, join("\u00ef\u00bb\u00bf", place.json(), ""));
  }

  @ParameterizedTest
  @EnumSource
  void convert_utf16_isRefused(Place place) throws IOException {
    String text = new String(place.json(), UTF_8);
    refuse(ErrorCode.JSON_SYNTAX, place, text.getBytes(UTF_16BE));
    refuse(ErrorCode.JSON_SYNTAX, place, text.getBytes(UTF_16LE));
  }

  @ParameterizedTest
  @EnumSource
  void convert_textAfterTheValue_isRefused(Place place) throws IOException {
    for (String more : new String[] {"{}", "[]", "x", "\0", ","}) {
      refuse(ErrorCode.JSON_SYNTAX, place, join("", place.json(), more));
    }
  }

  @ParameterizedTest
  @EnumSource
  void convert_badUtf8_isRefused(Place place) throws IOException {
    for (String bad :
        new String[] {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e2\u0082"}) {
      refuse(ErrorCode.JSON_SYNTAX, place, ("{\"a\":\"" + bad + "\"}").getBytes(ISO_8859_1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void convert_noJson_isRefused(Place place) throws IOException {
    for (String bad : new String[] {
      "",
      " ",
      "{",
      "[1,]",
      "{\"a\":}",
      "{a:1}",
      "{'a':1}",
      "nul",
      "[01]",
      "[NaN]",
      "// x\n{}",
      "{\"a\":\"\n\"}",
      "[1 2]",
      "\"\\x\""
    }) {
      refuse(ErrorCode.JSON_SYNTAX, place, bad.getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Config", "config", "CONFIG", "RepoTags", "repotags", "layers"})
  void convert_keyTwiceInOtherCase_isRefused(String key) throws IOException {
    String text = Place.MANIFEST_JSON.archive().text("manifest.json");
    String other = key.equals(key.toUpperCase(Locale.ROOT)) ? "cOnFiG" : swapped(key);
    String twice = text.replace("[{", "[{\"" + key + "\":null,\"" + other + "\":null,");
    bench.refuse(ErrorCode.JSON_KEY_TWICE, Place.MANIFEST_JSON.with(twice.getBytes(UTF_8)));
  }

  private static String swapped(String key) {
    char first = key.charAt(0);
    return (Character.isUpperCase(first)
            ? Character.toLowerCase(first)
            : Character.toUpperCase(first))
        + key.substring(1);
  }

  @Test
  void convert_keyTwiceInOtherCaseInAV1Json_isRefused() throws IOException {
    String json = new String(Place.V1_JSON.json(), UTF_8);
    String twice = json.replaceFirst("\\{", "{\"PARENT\":\"\",");
    bench.refuse(ErrorCode.JSON_KEY_TWICE, Place.V1_JSON.with(twice.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @EnumSource
  void convert_largerThanTheLimit_isRefusedUnread(Place place) throws IOException {
    byte[] blanks = new byte[(8 << 20) + 1];
    Arrays.fill(blanks, (byte) ' ');
    refuse(ErrorCode.JSON_TOO_BIG, place, blanks);
  }

  @Test
  void convert_manyTinyValues_isRefused() throws IOException {
    String many = "[" + "[],".repeat(2_000_000) + "[]]";
    refuse(ErrorCode.JSON_TOO_BIG, Place.MANIFEST_JSON, many.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "repositories", "index.json"})
  void convert_gibibyteOfBlanks_isRefusedAtOnce(String name) throws IOException {
    Path archive = sparse(name, 1L << 30);
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      LayerliftException fault = bench.refuse(ErrorCode.JSON_TOO_BIG, archive, usual());
      assertTrue(fault.getMessage().contains(name), fault.getMessage());
      assertTrue(fault.getMessage().contains("1073741824"), fault.getMessage());
      assertTrue(fault.hint().orElseThrow().contains("Limits.jsonBytes"));
    });
  }

  /** One huge file, which takes no disk space, before the rest of an archive. */
  private Path sparse(String name, long size) throws IOException {
    ArchiveFixture rest = name.equals("repositories")
        ? V1.archive().without(name)
        : OciSave.hybrid(HELLO).archive().without("manifest.json").without("index.json");
    Path path = bench.inputs().resolve("sparse.tar");
    try (FileChannel out = FileChannel.open(
        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
      out.write(ByteBuffer.wrap(TarBytes.header(name, '0', size, "")));
      out.write(ByteBuffer.wrap(rest.bytes()), 512 + size);
    }
    return path;
  }
}
