package io.github.layerlift.it.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An image of layers that no build would make, but that engines unpack. */
public final class CraftedImage {
  private static final String XATTR = "SCHILY.xattr.";
  private static final long TIME = 1_400_000_000L;

  private final List<byte[]> layers = new ArrayList<>();

  /**
   * What all engines can unpack.
   *
   * @return the image, to which more layers may be added
   */
  public static CraftedImage ofAnyEngine() throws IOException {
    return new CraftedImage()
        .layer(tar -> {
          tar.folder("etc/", 0755);
          tar.folder("opaque/", 0755).file("opaque/below", "hidden").folder("opaque/deep/", 0700);
          tar.file("opaque/deep/below", "hidden");
          tar.folder("folder/", 0755).file("folder/inner", "x").folder("merged/", 0755);
          tar.file("merged/below", "stays").file("file", "x").file("gone", "x");
          tar.file("again", "old").symlink("link", "file").folder("into-link/", 0755);
          tar.file("into-link/x", "x");
          tar.with("user.note", "höre").with("security.capability", CAPABILITY);
          tar.file("able", "#!");
          tar.mode(06755).file("setuid", "#!").mode(01777).folder("tmp/", 01777);
          tar.mode(0).file("secret", "s").mode(0644);
          tar.owner(4_000_000_000L, 12345).file("owned", "o").owner(0, 0);
          tar.file("n".repeat(120) + "/" + "ü".repeat(60) + "/deep", "long names");
          tar.file("one", "many names").hardLink("two", "one").hardLink("etc/three", "one");
        })
        .layer(tar -> {
          tar.folder("opaque/", 0711).file("opaque/new", "seen").file("opaque/.wh..wh..opq", "");
          tar.file("opaque/newer", "seen too");
          tar.file("folder", "now a file").folder("file/", 0700).file("file/inner", "now a folder");
          tar.folder("merged/", 0750).file("merged/new", "x");
          tar.file(".wh.gone", "").file(".wh.again", "").file("again", "new");
          tar.file(".wh.never-there", "").folder("link/", 0755).file("link/real", "x");
          tar.symlink("into-link", "merged").symlink("dangling", "/no/such/place");
          tar.symlink("up", "../../../../etc");
          tar.file("implied/folders/file", "x");
          tar.fifo("pipe").device("null", 1, 3);
        });
  }

  /** Version 2, effective, cap_net_raw permitted. */
  private static final String CAPABILITY =
      new String(new byte[] {1, 0, 0, 2, 0, 32}, UTF_8) + "\0".repeat(14);

  /** Fills a layer. */
  @FunctionalInterface
  public interface Filler {
    void fill(Layer tar) throws IOException;
  }

  public CraftedImage layer(Filler filler) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fill(bytes, filler);
    layers.add(bytes.toByteArray());
    return this;
  }

  /** An image with the lowest layers of this one, on top of which others go. */
  public CraftedImage base(int count) {
    CraftedImage base = new CraftedImage();
    base.layers.addAll(layers.subList(0, count));
    return base;
  }

  /** How many layers it has. */
  public int size() {
    return layers.size();
  }

  /** Writes a tar of its own, which need not be an image. */
  public static void saveTar(Path file, Filler filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      fill(out, filler);
    }
  }

  private static void fill(OutputStream out, Filler filler) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      filler.fill(new Layer(tar));
    }
  }

  /** Writes what {@code docker save} would write, without the parts that nobody needs. */
  public void save(Path archive, String name) throws IOException {
    save(archive, name, "\"config\":{\"Cmd\":[\"/x\"]}");
  }

  /** The same with {@code fields} of JSON in its config. */
  public void save(Path archive, String name, String fields) throws IOException {
    List<String> ids =
        layers.stream().map(layer -> "\"sha256:" + Sha256.of(layer) + "\"").toList();
    String config = "{\"architecture\":\"amd64\",\"os\":\"linux\"," + fields + ",\"rootfs\":{"
        + "\"type\":\"layers\",\"diff_ids\":"
        + ids
        + "}}";
    List<String> files = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      files.add("\"" + i + "/layer.tar\"");
    }
    String id = Sha256.of(config.getBytes(UTF_8));
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
      Layer out = new Layer(tar);
      for (int i = 0; i < layers.size(); i++) {
        out.file(i + "/layer.tar", layers.get(i));
      }
      out.file(id + ".json", config.getBytes(UTF_8));
      String manifest = "[{\"Config\":\""
          + id
          + ".json\",\"RepoTags\":[\""
          + name
          + "\"],\"Layers\":"
          + files
          + "}]";
      out.file("manifest.json", manifest.getBytes(UTF_8));
    }
  }

  /** Adds what makes an image of one layer that is in the tar already, whatever it is. */
  public static void describe(Layer tar, String path, byte[] layer) throws IOException {
    String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\","
        + "\"diff_ids\":[\"sha256:" + Sha256.of(layer) + "\"]}}";
    tar.file("c.json", config);
    tar.file(
        "manifest.json",
        "[{\"Config\":\"c.json\",\"RepoTags\":[\"x:1\"],\"Layers\":[\"" + path + "\"]}]");
  }

  /** Writes entries; mode and owner apply until they are changed, attributes to one entry. */
  public static final class Layer {
    private final TarArchiveOutputStream tar;
    private final List<String[]> xattrs = new ArrayList<>();
    private int mode = 0644;
    private long uid;
    private long gid;
    private long time = TIME;

    Layer(TarArchiveOutputStream tar) {
      this.tar = tar;
    }

    public Layer mode(int bits) {
      mode = bits;
      return this;
    }

    public Layer owner(long user, long group) {
      uid = user;
      gid = group;
      return this;
    }

    /** Seconds since 1970 when what follows was modified. */
    public Layer time(long seconds) {
      time = seconds;
      return this;
    }

    public Layer with(String xattr, String value) {
      xattrs.add(new String[] {XATTR + xattr, value});
      return this;
    }

    public Layer folder(String name, int bits) throws IOException {
      return write(new TarArchiveEntry(name, TarConstants.LF_DIR), bits, new byte[0]);
    }

    public Layer file(String name, String content) throws IOException {
      return file(name, content.getBytes(UTF_8));
    }

    public Layer file(String name, byte[] content) throws IOException {
      return write(new TarArchiveEntry(name, TarConstants.LF_NORMAL), mode, content);
    }

    public Layer symlink(String name, String target) throws IOException {
      return link(name, TarConstants.LF_SYMLINK, target);
    }

    public Layer hardLink(String name, String target) throws IOException {
      return link(name, TarConstants.LF_LINK, target);
    }

    public Layer fifo(String name) throws IOException {
      return write(new TarArchiveEntry(name, TarConstants.LF_FIFO), mode, new byte[0]);
    }

    public Layer device(String name, int major, int minor) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_CHR);
      entry.setDevMajor(major);
      entry.setDevMinor(minor);
      return write(entry, mode, new byte[0]);
    }

    private Layer link(String name, byte type, String target) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, type);
      entry.setLinkName(target);
      return write(entry, mode, new byte[0]);
    }

    private Layer write(TarArchiveEntry entry, int bits, byte[] content) throws IOException {
      entry.setMode(bits);
      entry.setUserId(uid);
      entry.setGroupId(gid);
      entry.setModTime(time * 1000);
      entry.setSize(content.length);
      xattrs.forEach(xattr -> entry.addPaxHeader(xattr[0], xattr[1]));
      xattrs.clear();
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    }
  }
}
