package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.oracle.PreTenEdge.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The inputs of {@link PreTenEdgesIT}: every corner of Docker's loader that was found by reading and
 * trying it.
 *
 * <p>Docker reads a {@code json} of a Docker before 1.8.3 through a struct of its own, and keeps the text
 * of later ones; most inputs are tried both ways.
 */
final class PreTenEdges {
  private static final String CREATED = "\"created\":\"2014-01-02T03:04:05Z\"";
  private static final String PLATFORM = "\"os\":\"linux\",\"architecture\":\"amd64\"";
  private static final String VERBATIM = "\"docker_version\":\"1.9.1\"";

  private static final String TWICE =
      "two members of one name: readers differ on which of them counts";

  private final List<PreTenEdge> edges = new ArrayList<>();

  private PreTenEdges() {}

  /** All of them: a method source. */
  static List<PreTenEdge> all() throws IOException {
    PreTenEdges all = new PreTenEdges();
    all.versions();
    all.times();
    all.escapedTimes();
    all.strings();
    all.commands();
    all.configs();
    all.members();
    all.numbers();
    all.text();
    all.layers();
    all.folders();
    all.folderNames();
    all.repositories();
    return all.edges;
  }

  private void versions() throws IOException {
    for (String version : lines("""
            ""
            "1"
            "1.8"
            "1.8.2"
            "1.8.3"
            "1.8.3-cs1"
            "1.8.3-rc1"
            "1.8.2-cs9"
            "1.8.4"
            "1.9.0-dev"
            "1.9.1"
            "1.10"
            "01.8.3"
            "1.08.03"
            "v1.9"
            "dev"
            "1.8.3.0"
            "1.8.3.1"
            "1.8.03"
            "2"
            "1..9"
            "1.9."
            " 1.9.1"
            "1.9.1 "
            "20.10.24+dfsg1"
            "1.8.10"
            "1.8.-3"
            "-1"
            "1.9223372036854775808"
            "99999999999999999999"
            "1.+9"
            "1.8.+3"
            "1.8.3_x"
            "+2"
            "1_0"
            "٢"
            "1.8.３"
            """)) {
      json(Verdict.BOTH_TAKE, "", CREATED, PLATFORM, version(version), "\"x\":1");
    }
    json(Verdict.BOTH_TAKE, "", CREATED, PLATFORM, version("null"), "\"x\":1");
    json(Verdict.BOTH_TAKE, "", CREATED, PLATFORM, version("\"\\u0031.9.1\""), "\"x\":1");
    json(Verdict.BOTH_TAKE, "", CREATED, PLATFORM, "\"Docker_Version\":\"1.9.1\"", "\"x\":1");
    json(Verdict.BOTH_TAKE, "", CREATED, PLATFORM, "\"doc\u212aer_version\":\"1.9.1\"", "\"x\":1");
    for (String version : lines("""
            1.9
            ["1.9.1"]
            {}
            true
            """)) {
      json(Verdict.BOTH_REFUSE, "", CREATED, PLATFORM, version(version));
    }
  }

  private static String version(String json) {
    return "\"docker_version\":" + json;
  }

  private void times() throws IOException {
    for (String time : lines("""
            null
            "2014-01-02T03:04:05.120000000Z"
            "2014-01-02T03:04:05.000Z"
            "2014-01-02T03:04:05.1234567891Z"
            "2014-01-02T03:04:05.123456789123+02:00"
            "2014-01-02T03:04:05+00:00"
            "2014-01-02T03:04:05-00:00"
            "2014-01-02T03:04:05-07:30"
            "2014-01-02T03:04:05.5+02:00"
            "2014-01-02T03:04:05+23:59"
            "2014-01-02T03:04:05+24:00"
            "2014-01-02T03:04:05+02:60"
            "2014-01-02T3:04:05Z"
            "2014-01-02T03:04:05,5Z"
            "2016-02-29T03:04:05Z"
            "0001-01-01T00:00:00Z"
            "0000-01-01T00:00:00Z"
            "9999-12-31T23:59:59.999999999Z"
            "0001-01-01T00:00:00+05:00"
            "9999-12-31T23:59:59-05:00"
            "1969-12-31T23:59:59.1Z"
            """)) {
      taken(PLATFORM, "\"created\":" + time);
    }
    taken(PLATFORM);
    taken(PLATFORM, "\"Created\":\"2014-01-02T03:04:05.50Z\"");
    for (String time : lines("""
            ""
            "2014-01-02T03:04:05+99:99"
            "2014-01-02T03:04:05+0200"
            "2014-01-02T03:04:05+02"
            "2014-01-02T03:04:05"
            "2014-01-02 03:04:05Z"
            "2014-01-02t03:04:05Z"
            "2014-01-02T03:04:05z"
            "2014-1-2T03:04:05Z"
            "2014-01-02T03:04Z"
            "2014-01-02T03:04:05.Z"
            "2014-01-02T24:00:00Z"
            "2014-01-02T23:59:60Z"
            "2014-02-30T03:04:05Z"
            "2015-02-29T03:04:05Z"
            "2014-04-31T00:00:00Z"
            "2014-13-01T00:00:00Z"
            "2014-00-01T00:00:00Z"
            "2014-01-00T00:00:00Z"
            "10000-01-01T00:00:00Z"
            "-001-01-01T00:00:00Z"
            1388631845
            true
            {}
            " 2014-01-02T03:04:05Z"
            "2014-01-02T03:04:05Z "
            "soon"
            """)) {
      refused(PLATFORM, "\"created\":" + time);
    }
  }

  private void escapedTimes() throws IOException {
    for (String time : List.of("2014\\u002d01-02T03:04:05Z", "2014-01-02T03:04:05\\u002b02:00")) {
      bothWays(
          Verdict.LAYERLIFT_TAKES,
          "an escaped character is that character; Docker looks at the text as it stands",
          PLATFORM,
          "\"created\":\"" + time + "\"");
    }
  }

  private void strings() throws IOException {
    for (String string : List.of(
        "<>&'/",
        "\u2028\u2029",
        "\\u2028\\u003c<",
        "\\/",
        "\\u0041\\u00e9\\u00E9",
        "\\u0000\\u0001\\u001f\\u007f\\b\\f\\n\\r\\t\\\"\\\\",
        "\u007f",
        "é中😀",
        "\\ud83d\\ude00",
        "\ufffd",
        "\ufeffx",
        "\ufffe",
        "\\u0080\\ufeff\\u00ad")) {
      taken(CREATED, PLATFORM, "\"author\":\"" + string + "\"");
      taken(CREATED, PLATFORM, "\"x" + string + "\":[\"" + string + "\"]");
    }
    for (String half : lines("""
            \\ud83d
            \\ude00\\ud83d
            \\ud83dx
            \\uD83D\\uD83D\\uDE00
            """)) {
      taken(CREATED, PLATFORM, "\"author\":\"" + half + "\"");
      taken(CREATED, PLATFORM, "\"x\":[\"" + half + "\"]");
      json(
          Verdict.DOCKER_TAKES,
          "half a character in a name: our JSON parser can't, and nobody wrote one",
          CREATED,
          PLATFORM,
          "\"x" + half + "\":1");
    }
    // Bytes that are no UTF-8, here one character each.
    for (String bytes : List.of("\u00ff", "a\u00c3", "\u00ed\u00a0\u00bd", "\u00c0\u0080")) {
      String json = object(CREATED, PLATFORM, VERBATIM, "\"author\":\"" + bytes + "\"");
      edge(Verdict.DOCKER_TAKES, "no UTF-8, no JSON", json, json.getBytes(ISO_8859_1));
    }
    for (String string : List.of("\\q", "\t", "\u0000", "\\u12", "\n")) {
      refused(CREATED, PLATFORM, "\"x\":\"" + string + "\"");
    }
  }

  private void commands() throws IOException {
    for (String command : lines("""
            "/bin/sh -c x"
            ""
            null
            []
            ["a",""]
            ["",""]
            [""]
            ["a b","c"]
            ["a",null]
            """)) {
      String config = "{\"Cmd\":" + command + ",\"Entrypoint\":" + command + "}";
      taken(CREATED, PLATFORM, "\"container_config\":" + config);
      taken(CREATED, PLATFORM, "\"config\":" + config);
    }
    taken(CREATED, PLATFORM, "\"container_config\":{\"cmd\":[\"a\"]}");
    taken(CREATED, PLATFORM, "\"container_config\":{\"Cmd\":[\"<&>\",\"\u2028\"]}");
    for (String command : List.of("1", "{}", "true")) {
      refused(CREATED, PLATFORM, "\"config\":{\"Cmd\":" + command + "}");
    }
    for (String field : List.of("Cmd", "Entrypoint", "Env", "OnBuild")) {
      refused(CREATED, PLATFORM, "\"config\":{\"" + field + "\":[1]}");
    }
  }

  private void configs() throws IOException {
    for (String config : lines("""
            null
            {}
            {"Env":[],"Volumes":{},"ExposedPorts":{},"OnBuild":[],"Labels":{}}
            {"Env":null,"Volumes":null,"ExposedPorts":null,"OnBuild":null,"Labels":null}
            {"Env":["a",null]}
            {"Volumes":{"/z":{},"/a":{}},"ExposedPorts":{"9/udp":{},"10":null}}
            {"Labels":{"😀":"1","～":"2","Z":"3","a":null,"é":"<"}}
            {"ExposedPorts":{"abc/xyz":{},"":{"x":1}}}
            {"Healthcheck":{"Test":["CMD","x"],"Interval":5,"x":1},"StopTimeout":10}
            {"Healthcheck":{"Retries":3,"StartPeriod":1,"Timeout":2,"Test":["NONE"]}}
            {"Healthcheck":{},"StopTimeout":0,"Shell":[],"ArgsEscaped":false}
            {"Healthcheck":null,"StopTimeout":null,"Shell":null,"ArgsEscaped":true}
            {"Shell":["s"],"Hostname":null,"Tty":null,"StopSignal":"","MacAddress":""}
            {"NetworkDisabled":true,"Domainname":"d","MacAddress":"m","StopSignal":"s"}
            {"Memory":1.5,"MemorySwap":1e3,"CpuShares":"x","PortSpecs":5}
            {"x":[1,{"b":1,"a":2}],"Labels":null,"Env":["b"],"Hostname":"q"}
            """)) {
      taken(CREATED, PLATFORM, "\"config\":" + config);
      taken(CREATED, PLATFORM, "\"container_config\":" + config);
    }
    for (String config : lines("""
            []
            ""
            1
            "x"
            {"Volumes":["/a"]}
            {"Labels":{"a":1}}
            {"StopTimeout":1.5}
            {"StopTimeout":1e1}
            {"Tty":"true"}
            {"Tty":1}
            {"User":5}
            {"Env":"a"}
            {"Healthcheck":{"Interval":"1s"}}
            {"ExposedPorts":{"80":1}}
            {"Labels":[]}
            """)) {
      refused(CREATED, PLATFORM, "\"config\":" + config);
    }
    refused(CREATED, PLATFORM, "\"container_config\":{\"User\":5}");
    twice("\"config\":{\"User\":\"a\",\"Env\":[\"x\"]}", "\"config\":{\"Tty\":true}");
    twice("\"config\":{\"User\":\"a\"}", "\"Config\":null");
    twice("\"container_config\":{\"Cmd\":[\"a\"]}", "\"container_config\":null");
    twice("\"config\":{\"Env\":[\"a\"],\"env\":[null]}");
    twice("\"config\":{\"Labels\":{\"a\":\"1\",\"\\u0061\":\"2\"}}");
  }

  private void members() throws IOException {
    for (String member : lines("""
            "AUTHOR":"a","COMMENT":"c"
            "ID":"x","SIZE":5,"Layer_ID":"q","THROWAWAY":true,"Parent_ID":"z"
            "Size":5,"parent_id":"z","layer_id":"q","throwaway":true
            "size":5
            "Parent":""
            "parent":""
            "parent":null
            "history":[{"author":"x"}],"rootfs":{"type":"q"}
            "history":null,"rootfs":null
            "\\u0061uthor":"a"
            "":1
            "A\u00dcTHOR":"x","\u0130d":"y"
            "😀":1,"～":2,"é":3,"z":4,"Z":5,"_":6
            "Variant":"v8"
            "os.version":"10","os.features":["f"],"checksum":"c","virtual_size":9
            """)) {
      taken(CREATED, PLATFORM, member);
    }
    taken(CREATED, PLATFORM, "\"a<b>&\u2028\u2029c\":1");
    for (String name : List.of("id", "parent", "container", "author", "comment", "variant")) {
      taken(CREATED, PLATFORM, "\"" + name + "\":null");
      refused(CREATED, PLATFORM, "\"" + name + "\":5");
    }
    twice("\"author\":\"a1\",\"author\":\"a2\"");
    twice("\"author\":\"a1\",\"Author\":\"a2\"");
    twice("\"x\":1,\"x\":2");
    // Under the struct, strangers vanish; verbatim, Docker reads its own result once more and
    // chokes.
    json(Verdict.BOTH_REFUSE, "", CREATED, PLATFORM, VERBATIM, "\"History\":[1]");
    json(Verdict.BOTH_REFUSE, "", CREATED, PLATFORM, VERBATIM, "\"os.features\":\"x\"");
  }

  private void numbers() throws IOException {
    for (String number : List.of(
        "1",
        "1.50",
        "1e3",
        "1E+3",
        "1.0",
        "-0",
        "-0.0",
        "12345678901234567890123",
        "1e400",
        "0.1e-7")) {
      taken(CREATED, PLATFORM, "\"x\":" + number);
    }
    for (String number : List.of("01", "+1", ".5", "1.", "0x1", "NaN", "1e", "-")) {
      refused(CREATED, PLATFORM, "\"x\":" + number);
    }
    for (String size : List.of("0", "-1", "null", "9223372036854775807")) {
      taken(CREATED, PLATFORM, "\"Size\":" + size);
    }
    for (String size : lines("""
            1.50
            1e3
            1.0
            "5"
            9223372036854775808
            true
            {}
            """)) {
      refused(CREATED, PLATFORM, "\"Size\":" + size);
    }
  }

  private void text() throws IOException {
    String json = object(CREATED, PLATFORM, VERBATIM, "\"x\":[1,{\"a\":\"b c\"}]");
    raw(Verdict.BOTH_TAKE, "", " \t\r\n" + json.replaceAll("[,:](?=[\"\\[{])", " $0\n\t") + "\n");
    raw(Verdict.BOTH_REFUSE, "", "\ufeff" + json);
    for (String after : List.of("x", json, "\u0000\u0000", ",")) {
      raw(Verdict.BOTH_REFUSE, "", json + after);
    }
    raw(Verdict.BOTH_REFUSE, "", json.replace("}]}", "}],}"));
    raw(Verdict.BOTH_REFUSE, "", json.replace("\"x\"", "/**/\"x\""));
    for (String whole : List.of("[]", "", " ", "\"x\"", "1", "{\"created\":", "x", "{")) {
      raw(Verdict.BOTH_REFUSE, "", whole);
    }
    String deep = "[".repeat(50) + "]".repeat(50);
    taken(CREATED, PLATFORM, "\"x\":" + deep);
    String deeper = "[".repeat(5_000) + "]".repeat(5_000);
    bothWays(Verdict.DOCKER_TAKES, "deeper than our limit", CREATED, PLATFORM, "\"x\":" + deeper);
    String tooDeep = "[".repeat(100_000) + "]".repeat(100_000);
    refused(CREATED, PLATFORM, "\"x\":" + tooDeep);
  }

  private void layers() throws IOException {
    byte[] tar = PreTenLayers.tar("file", "text");
    byte[] header = Arrays.copyOf(tar, 1024);
    layer(Verdict.BOTH_TAKE, "", "zero bytes", new byte[0]);
    layer(Verdict.BOTH_TAKE, "", "1024 zeros", new byte[1024]);
    layer(Verdict.BOTH_TAKE, "", "10240 zeros", new byte[10240]);
    layer(Verdict.BOTH_TAKE, "", "gzip", PreTenLayers.gzip(tar));
    layer(Verdict.BOTH_TAKE, "", "gzip of nothing", PreTenLayers.gzip(new byte[0]));
    layer(
        Verdict.BOTH_TAKE,
        "",
        "gzip in two members",
        concat(PreTenLayers.gzip(header), PreTenLayers.gzip(new byte[1024])));
    layer(Verdict.BOTH_TAKE, "", "bzip2", PreTenLayers.bzip2(tar));
    layer(Verdict.BOTH_TAKE, "", "xz", PreTenLayers.xz(tar));
    layer(Verdict.BOTH_TAKE, "", "no end blocks", header);
    layer(Verdict.BOTH_TAKE, "", "garbage after the end", concat(tar, "garbage".getBytes(UTF_8)));
    byte[] gzip = PreTenLayers.gzip(tar);
    layer(Verdict.BOTH_REFUSE, "", "gzip and garbage", concat(gzip, "garbage".getBytes(UTF_8)));
    layer(Verdict.BOTH_REFUSE, "", "gzip cut short", Arrays.copyOf(gzip, gzip.length - 6));
    String untouched = "a layer's content is not looked into, only hashed";
    layer(Verdict.LAYERLIFT_TAKES, untouched, "text", "no tar at all".getBytes(UTF_8));
    layer(Verdict.LAYERLIFT_TAKES, untouched, "tar cut short", Arrays.copyOf(tar, 513));
  }

  private void folders() throws IOException {
    byte[] json = object(CREATED, PLATFORM, VERBATIM).getBytes(UTF_8);
    String id = Sha256.of("folder".getBytes(UTF_8));
    edge(
        Verdict.BOTH_TAKE,
        "",
        "another id inside",
        object(CREATED, PLATFORM, "\"id\":\"" + "0".repeat(64) + "\"").getBytes(UTF_8));
    add(Verdict.BOTH_TAKE, "", "no VERSION", single(id, json).without(id + "/VERSION"));
    add(
        Verdict.BOTH_TAKE,
        "",
        "VERSION 2.0",
        single(id, json).with(id + "/VERSION", "2.0".getBytes(UTF_8)));
    add(Verdict.BOTH_TAKE, "", "no folder entry", single(id, json).without(id + "/"));
    add(Verdict.BOTH_TAKE, "", "a stranger at the top", single(id, json).with("readme", json));
    add(Verdict.BOTH_TAKE, "", "a stranger beside", single(id, json).with(id + "/extra", json));
    add(Verdict.BOTH_REFUSE, "", "no json", single(id, json).without(id + "/json"));
    add(Verdict.BOTH_REFUSE, "", "no layer.tar", single(id, json).without(id + "/layer.tar"));
    add(
        Verdict.LAYERLIFT_TAKES,
        "a folder that is no layer is skipped",
        "a strange folder",
        single(id, json).with("strange/file", json));
    // Any other system but Linux breaks a connection: Docker dies of it.
    bothWays(
        Verdict.LAYERLIFT_TAKES,
        "Docker loads images of its own system only",
        CREATED,
        "\"os\":\"windows\",\"architecture\":\"amd64\"");
    String absent = "\"parent\":\"" + "f".repeat(64) + "\"";
    refused(CREATED, PLATFORM, absent);
    for (String name : List.of("parent", "PARENT")) {
      for (String version : List.of(VERBATIM, version("null"))) {
        String child = object(CREATED, PLATFORM, version, "\"" + name + "\":\"" + id + "\"");
        PreTenArchive two = single(Sha256.of("child".getBytes(UTF_8)), child.getBytes(UTF_8));
        two.add(new V1Folder(id, json, PreTenLayers.tar("base", "text")));
        add(Verdict.BOTH_TAKE, "", name + " " + version, two);
      }
    }
  }

  /** Docker 0.9 to 1.1 called the top layer's folder as the image was called. */
  private void folderNames() throws IOException {
    String upper = Sha256.of("upper".getBytes(UTF_8)).toUpperCase(Locale.ROOT);
    for (String folder : List.of("busybox:latest", "2f0a226206e9", "busybox", "Odd Name", upper)) {
      add(Verdict.BOTH_TAKE, "", "folder " + folder, single(folder, ownId(folder)));
    }
    String docker = "Docker takes what repositories names for a folder";
    PreTenArchive real = new PreTenArchive();
    String id = Sha256.of("real".getBytes(UTF_8));
    real.add(new V1Folder("real:1", ownId("real"), PreTenLayers.tar("file", "text")));
    real.tag(PreTenEdge.NAME, "t", id);
    add(Verdict.LAYERLIFT_TAKES, docker, "repositories name the ID", real);
    add(
        Verdict.LAYERLIFT_TAKES,
        "Docker takes each folder at the top for a layer",
        "a folder in a folder",
        single("user/app:1.0", ownId("user/app:1.0")));
  }

  /** A {@code json} that says of itself which layer it is. */
  private static byte[] ownId(String name) {
    String id = "\"id\":\"" + Sha256.of(name.getBytes(UTF_8)) + "\"";
    return object(CREATED, PLATFORM, VERBATIM, id).getBytes(UTF_8);
  }

  private void repositories() throws IOException {
    byte[] json = object(CREATED, PLATFORM, VERBATIM).getBytes(UTF_8);
    String id = Sha256.of("repositories".getBytes(UTF_8));
    String good = "{\"" + PreTenEdge.NAME + "\":{\"t\":\"" + id + "\"}}";
    repositories(Verdict.BOTH_TAKE, "", id, json, good + "\n");
    repositories(Verdict.BOTH_TAKE, "", id, json, good.replace("}}", "},\"none\":{}}"));
    repositories(Verdict.BOTH_TAKE, "", id, json, good.replace("}}", "},\"none\":null}"));
    for (String bad : List.of(
        "",
        "x",
        good.replace(id, "f".repeat(64)),
        good.replace(id, id.substring(0, 12)),
        good.replace("\"" + id + "\"", "null"),
        good.replace("\"" + id + "\"", "\"\""),
        good.replace("\"" + id + "\"", "5"))) {
      repositories(Verdict.BOTH_REFUSE, "", id, json, bad);
    }
    for (String bad : List.of(
        good.replace("\"t\"", "\"-bad\""),
        good.replace("\"t\"", "\"\""),
        good.replace("\"t\"", "\"" + "A".repeat(129) + "\""),
        good.replace("pre10/edge", "UPPER"),
        good.replace("pre10/edge", ""),
        good.replace("pre10/edge", "a..b"),
        good.replace("pre10/edge", "a/"),
        good.replace("pre10/edge", "f".repeat(64)),
        good.replace("pre10/edge", "a".repeat(256)))) {
      repositories(
          Verdict.LAYERLIFT_TAKES, "a name that no engine takes is left out", id, json, bad);
    }
    repositories(
        Verdict.DOCKER_TAKES, "what follows the JSON is no JSON", id, json, good + "garbage");
  }

  private void repositories(Verdict verdict, String why, String id, byte[] json, String file)
      throws IOException {
    add(
        verdict,
        why,
        "repositories " + file,
        single(id, json).with("repositories", file.getBytes(UTF_8)));
  }

  /** A member twice, both ways. */
  private void twice(String... members) throws IOException {
    bothWays(Verdict.DOCKER_TAKES, TWICE, CREATED, PLATFORM, String.join(",", members));
  }

  private void taken(String... members) throws IOException {
    bothWays(Verdict.BOTH_TAKE, "", members);
  }

  private void refused(String... members) throws IOException {
    bothWays(Verdict.BOTH_REFUSE, "", members);
  }

  /**
   * The members through Docker's struct, and again as text that is kept. What is refused, is refused before
   * the ways part.
   */
  private void bothWays(Verdict verdict, String why, String... members) throws IOException {
    json(verdict, why, members);
    if (verdict == Verdict.BOTH_REFUSE) {
      return;
    }
    String[] verbatim = Arrays.copyOf(members, members.length + 1);
    verbatim[members.length] = VERBATIM;
    json(verdict, why, verbatim);
  }

  private void json(Verdict verdict, String why, String... members) throws IOException {
    raw(verdict, why, object(members));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static String object(String... members) {
    return "{" + String.join(",", members) + "}";
  }

  private void raw(Verdict verdict, String why, String json) throws IOException {
    edge(verdict, why, json, json.getBytes(UTF_8));
  }

  private void layer(Verdict verdict, String why, String name, byte[] layer) throws IOException {
    PreTenArchive archive = new PreTenArchive();
    String id = Sha256.of(name.getBytes(UTF_8));
    archive.add(new V1Folder(id, object(CREATED, PLATFORM, VERBATIM).getBytes(UTF_8), layer));
    archive.tag(PreTenEdge.NAME, "t", id);
    add(verdict, why, "layer: " + name, archive);
  }

  private void edge(Verdict verdict, String why, String name, byte[] json) throws IOException {
    add(verdict, why, name, single(Sha256.of((edges.size() + name).getBytes(UTF_8)), json));
  }

  private static PreTenArchive single(String id, byte[] json) throws IOException {
    PreTenArchive archive = new PreTenArchive();
    archive.add(new V1Folder(id, json, PreTenLayers.tar("file", "text")));
    archive.tag(PreTenEdge.NAME, "t", id);
    return archive;
  }

  private void add(Verdict verdict, String why, String name, PreTenArchive archive) {
    String shown = name.length() > 160 ? name.substring(0, 160) + "…" : name;
    edges.add(new PreTenEdge(shown, archive, verdict, why));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
