package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Sha256;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Those of {@link PreTenEdges} that are odd in more than a text: layers, and which files are there. */
final class EdgeArchives {
  private static final byte[] JSON = EdgeTable.fill("{<usual>,<kept>}").getBytes(UTF_8);

  private EdgeArchives() {}

  static void addLayers(PreTenEdges edges) throws IOException {
    byte[] tar = PreTenLayers.tar("file", "text");
    byte[] header = Arrays.copyOf(tar, 1024);
    byte[] gzip = PreTenLayers.gzip(tar);
    byte[] garbage = "garbage".getBytes(UTF_8);
    byte[] twoMembers = concat(PreTenLayers.gzip(header), PreTenLayers.gzip(new byte[1024]));
    layer(edges, "zero bytes", new byte[0]).bothTake();
    layer(edges, "1024 zeros", new byte[1024]).bothTake();
    layer(edges, "10240 zeros", new byte[10240]).bothTake();
    layer(edges, "gzip", gzip).bothTake();
    layer(edges, "gzip of nothing", PreTenLayers.gzip(new byte[0])).bothTake();
    layer(edges, "gzip in two members", twoMembers).bothTake();
    layer(edges, "bzip2", PreTenLayers.bzip2(tar)).bothTake();
    layer(edges, "xz", PreTenLayers.xz(tar)).bothTake();
    layer(edges, "no end blocks", header).bothTake();
    layer(edges, "garbage after the end", concat(tar, garbage)).bothTake();
    layer(edges, "gzip and garbage", concat(gzip, garbage)).bothRefuse();
    layer(edges, "gzip cut short", Arrays.copyOf(gzip, gzip.length - 6)).bothRefuse();
    String untouched = "a layer's content is not looked into, only hashed";
    layer(edges, "text", "no tar at all".getBytes(UTF_8)).layerliftTakes(untouched);
    layer(edges, "tar cut short", Arrays.copyOf(tar, 513)).layerliftTakes(untouched);
  }

  static void addFolders(PreTenEdges edges) throws IOException {
    edges.json("another id inside", json("{<usual>,\"id\":\"<0*64>\"}")).bothTake();
    String id = Sha256.of("folder".getBytes(UTF_8));
    edges.archive("no VERSION", single(id, JSON).without(id + "/VERSION")).bothTake();
    byte[] version = "2.0".getBytes(UTF_8);
    edges
        .archive("VERSION 2.0", single(id, JSON).with(id + "/VERSION", version))
        .bothTake();
    edges.archive("no folder entry", single(id, JSON).without(id + "/")).bothTake();
    edges
        .archive("a stranger at the top", single(id, JSON).with("readme", JSON))
        .bothTake();
    edges
        .archive("a stranger beside", single(id, JSON).with(id + "/extra", JSON))
        .bothTake();
    edges.archive("no json", single(id, JSON).without(id + "/json")).bothRefuse();
    edges.archive("no layer.tar", single(id, JSON).without(id + "/layer.tar")).bothRefuse();
    edges
        .archive("a strange folder", single(id, JSON).with("strange/file", JSON))
        .layerliftTakes("a folder that is not a layer is skipped");
    // Any other system but Linux breaks a connection: Docker dies of it.
    String windows =
        "{\"created\":\"2014-01-02T03:04:05Z\",\"os\":\"windows\",\"architecture\":\"amd64\"";
    for (String end : List.of("}", ",<kept>}")) {
      String text = EdgeTable.fill(windows + end);
      edges.json(text, json(text)).layerliftTakes("Docker loads images of its own system only");
    }
    String orphan = EdgeTable.fill("{<usual>,\"parent\":\"<f*64>\"}");
    edges.json(orphan, json(orphan)).bothRefuse();
    for (String name : List.of("parent", "PARENT")) {
      for (String how : List.of(EdgeTable.fill("<kept>"), "\"docker_version\":null")) {
        byte[] child = json("{<usual>," + how + ",\"" + name + "\":\"" + id + "\"}");
        PreTenArchive two = single(Sha256.of("child".getBytes(UTF_8)), child);
        two.add(new V1Folder(id, JSON, PreTenLayers.tar("base", "text")));
        edges.archive(name + " " + how, two).bothTake();
      }
    }
  }

  /** Docker 0.9 to 1.1 called the top layer's folder as the image was called. */
  static void addFolderNames(PreTenEdges edges) throws IOException {
    String upper = Sha256.of("upper".getBytes(UTF_8)).toUpperCase(Locale.ROOT);
    for (String folder : List.of("busybox:latest", "2f0a226206e9", "busybox", "Odd Name", upper)) {
      edges.archive("folder " + folder, single(folder, ownId(folder))).bothTake();
    }
    PreTenArchive real = new PreTenArchive();
    real.add(new V1Folder("real:1", ownId("real"), PreTenLayers.tar("file", "text")));
    real.tag(PreTenEdge.NAME, "t", Sha256.of("real".getBytes(UTF_8)));
    edges
        .archive("repositories name the ID", real)
        .layerliftTakes("Docker takes what repositories names for a folder");
    edges
        .archive("a folder in a folder", single("user/app:1.0", ownId("user/app:1.0")))
        .layerliftTakes("Docker takes each folder at the top for a layer");
  }

  /** An archive with that file {@code repositories}, which may name its layer {@code <id>}. */
  static PreTenEdges.Draft repositories(PreTenEdges edges, String text) throws IOException {
    String id = Sha256.of("repositories".getBytes(UTF_8));
    String file = text.replace("<id>", id).replace("<start of id>", id.substring(0, 12));
    PreTenArchive archive = single(id, JSON).with("repositories", file.getBytes(UTF_8));
    return edges.archive("repositories " + file, archive);
  }

  /** An archive of one layer, with a tag. */
  static PreTenArchive single(String id, byte[] json) throws IOException {
    return of(new V1Folder(id, json, PreTenLayers.tar("file", "text")));
  }

  private static PreTenArchive of(V1Folder folder) {
    PreTenArchive archive = new PreTenArchive();
    archive.add(folder);
    archive.tag(PreTenEdge.NAME, "t", folder.id());
    return archive;
  }

  private static PreTenEdges.Draft layer(PreTenEdges edges, String name, byte[] layer) {
    String id = Sha256.of(name.getBytes(UTF_8));
    return edges.archive("layer: " + name, of(new V1Folder(id, JSON, layer)));
  }

  /** A {@code json} that says of itself which layer it is. */
  private static byte[] ownId(String name) {
    return json("{<usual>,<kept>,\"id\":\"" + Sha256.of(name.getBytes(UTF_8)) + "\"}");
  }

  private static byte[] json(String text) {
    return EdgeTable.fill(text).getBytes(UTF_8);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
