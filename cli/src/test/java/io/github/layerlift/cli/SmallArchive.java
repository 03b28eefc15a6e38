package io.github.layerlift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A docker archive of one layer, made by hand: just enough for the command line to work on. */
public final class SmallArchive {
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final byte[] config;

  private SmallArchive(String tags, String platform) {
    this(tags, platform, "hello");
  }

  /**
   * @param file the name of the one file in the layer
   */
  private SmallArchive(String tags, String platform, String file) {
    this(tags, platform, tar(Map.of(file, "hello, world".getBytes(UTF_8))));
  }

  private SmallArchive(String tags, String platform, byte[]... layers) {
    List<String> diffIds = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (byte[] layer : layers) {
      String name = names.isEmpty() ? "layer.tar" : "layer" + (names.size() + 1) + ".tar";
      files.put(name, layer);
      names.add("\"" + name + "\"");
      diffIds.add("\"sha256:" + hex(layer) + "\"");
    }
    config = ("{" + platform + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":" + diffIds + "}}")
        .getBytes(UTF_8);
    files.put("config.json", config);
    file(
        "manifest.json",
        "[{\"Config\":\"config.json\",\"RepoTags\":" + tags + ",\"Layers\":" + names + "}]");
  }

  /** An image called {@code hello:1.0} that has these layers, each a map of names and contents. */
  @SafeVarargs
  public static SmallArchive layers(Map<String, String>... layers) {
    return layers("\"x\":1", layers);
  }

  /** The same with {@code fields} of JSON in its config. */
  @SafeVarargs
  public static SmallArchive layers(String fields, Map<String, String>... layers) {
    byte[][] tars = new byte[layers.length][];
    for (int i = 0; i < layers.length; i++) {
      Map<String, byte[]> bytes = new TreeMap<>();
      layers[i].forEach((name, content) -> bytes.put(name, content.getBytes(UTF_8)));
      tars[i] = tar(bytes);
    }
    return new SmallArchive(
        "[\"hello:1.0\"]", "\"os\":\"linux\",\"architecture\":\"amd64\"," + fields + ",", tars);
  }

  /** An image called {@code hello:1.0}. */
  public static SmallArchive hello() {
    return new SmallArchive("[\"hello:1.0\"]", "\"os\":\"linux\",\"architecture\":\"amd64\",");
  }

  /** One with the names in {@code tags}, a JSON array, and the file {@code etc/passwd}. */
  public static SmallArchive called(String tags) {
    return new SmallArchive(tags, "\"os\":\"linux\",\"architecture\":\"amd64\",", "etc/passwd");
  }

  /** One of a few files, with {@code fields} of JSON in its config. */
  public static SmallArchive of(String tags, String fields, Map<String, byte[]> files) {
    return new SmallArchive(
        tags, "\"os\":\"linux\",\"architecture\":\"amd64\"," + fields + ",", tar(files));
  }

  /** One whose layer is a file of no bytes, as some builders wrote it. */
  public static SmallArchive withEmptyLayer() {
    String platform = "\"os\":\"linux\",\"architecture\":\"amd64\",";
    return new SmallArchive("[\"hello:1.0\"]", platform, new byte[0]);
  }

  /** An archive that converts with a warning. */
  public static SmallArchive withWarning() {
    return new SmallArchive("[\"hello:1.0\"]", "");
  }

  public static SmallArchive untagged() {
    return new SmallArchive("null", "\"os\":\"linux\",\"architecture\":\"amd64\",");
  }

  /** An archive with {@code text} wherever an image can have text; it must not need escapes in JSON. */
  static SmallArchive with(String text) {
    String fields = "\"os\":\"linux\",\"architecture\":\"amd64\",\"author\":\"TEXT\","
        + "\"config\":{\"Labels\":{\"TEXT\":\"TEXT\"}},"
        + "\"history\":[{\"created_by\":\"TEXT\",\"comment\":\"TEXT\",\"author\":\"TEXT\"}],";
    return new SmallArchive("[\"hello:1.0\"]", fields.replace("TEXT", text), text).file(text, text);
  }

  /** The same with another file. */
  public SmallArchive file(String name, String content) {
    files.put(name, content.getBytes(UTF_8));
    return this;
  }

  public SmallArchive without(String name) {
    files.remove(name);
    return this;
  }

  /** The same image with a history, a JSON array. */
  public SmallArchive withHistory(String history) {
    String fields = "\"os\":\"linux\",\"architecture\":\"amd64\",\"history\":" + history + ",";
    return new SmallArchive("[\"hello:1.0\"]", fields);
  }

  /** The image ID. */
  public String id() {
    return "sha256:" + hex(config);
  }

  /** The same, as if the archive had been unpacked there. */
  void unpackTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The archive in {@code folder}, which ends with a slash. */
  public byte[] in(String folder) {
    Map<String, byte[]> moved = new LinkedHashMap<>();
    files.forEach((name, bytes) -> moved.put(folder + name, bytes));
    return tar(moved);
  }

  public byte[] bytes() {
    return tar(files);
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A tar of these files. */
  public static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.forEach((name, content) -> {
      out.writeBytes(header(name, content.length));
      out.writeBytes(content);
      out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    });
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static byte[] header(String name, int size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, String.format("%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = '0';
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o", sum) + "\0");
    return header;
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }
}
