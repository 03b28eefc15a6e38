package io.github.layerlift.spark.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Where a shelf is and where its outputs go, with the server that has them. */
final class Storage implements Closeable {
  private static final Pattern PORT = Pattern.compile("\"namenode_port\":([0-9]+)");

  /** What Spark has on its class path; one for all, since the clients of stores have static parts. */
  private static final ClassLoader CLIENTS = clients();

  private final @Nullable Process server;
  private final Map<String, String> settings;
  private final String shelf;
  private final String there;
  private final FileSystem source;
  private final FileSystem target;

  private Storage(
      @Nullable Process server, Map<String, String> settings, String shelf, String there)
      throws IOException {
    this.server = server;
    this.settings = settings;
    this.shelf = shelf;
    this.there = there;
    Configuration configuration = new Configuration();
    configuration.setClassLoader(CLIENTS);
    settings.forEach(configuration::set);
    this.source = open(shelf, configuration);
    this.target = open(there, configuration);
  }

  /** On local disks without checksum files, which a shelf that others have filled doesn't have either. */
  private static FileSystem open(String path, Configuration configuration) throws IOException {
    FileSystem files = FileSystem.newInstance(new Path(path).toUri(), configuration);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  enum Kind {
    FILES,
    HDFS,
    S3;

    /** An empty one, whose own files are in {@code folder}. */
    Storage start(java.nio.file.Path folder) throws IOException, InterruptedException {
      return switch (this) {
        case FILES -> files(folder);
        case HDFS -> hdfs(folder);
        case S3 -> s3(folder);
      };
    }
  }

  private static ClassLoader clients() {
    List<URL> jars = new ArrayList<>();
    try {
      for (java.nio.file.Path jar : SparkHome.jars()) {
        jars.add(jar.toUri().toURL());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new URLClassLoader(jars.toArray(new URL[0]), Storage.class.getClassLoader());
  }

  private static Storage files(java.nio.file.Path folder) throws IOException {
    return new Storage(
        null,
        Map.of(),
        "file:" + folder.resolve("storage/shelf"),
        "file:" + folder.resolve("storage/there"));
  }

  /** One name node and one data node; the default for paths without a scheme. */
  private static Storage hdfs(java.nio.file.Path folder) throws IOException, InterruptedException {
    java.nio.file.Path details = folder.resolve("details");
    Process hdfs = SparkHome.start(
        folder.resolve("hdfs.log"),
        "org.apache.hadoop.test.MiniDFSClusterManager",
        List.of(
            "-format",
            "-datanodes",
            "1",
            "-D",
            "hdfs.minidfs.basedir=" + folder.resolve("data"),
            "-writeDetails",
            details.toString()));
    SparkHome.await("HDFS", () -> PORT.matcher(SparkHome.text(details)).find());
    Matcher port = PORT.matcher(SparkHome.text(details));
    port.find();
    return new Storage(
        hdfs,
        Map.of(
            "fs.defaultFS",
            "hdfs://127.0.0.1:" + port.group(1),
            // how long a client waits for the name node to hear of a block; 400 for each file is
            // too much here
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms",
            "5"),
        "/shelf",
        "/new/there");
  }

  /** Two buckets on a server with S3's protocol, which checks signatures. */
  private static Storage s3(java.nio.file.Path folder) throws IOException, InterruptedException {
    String endpoint;
    try (ServerSocket free = new ServerSocket(0)) {
      endpoint = "http://127.0.0.1:" + free.getLocalPort();
    }
    java.nio.file.Path buckets = folder.resolve("buckets");
    Files.createDirectories(buckets.resolve("old"));
    Files.createDirectories(buckets.resolve("new"));
    java.nio.file.Path log = folder.resolve("s3.log");
    Process server = SparkHome.startServer(
        log,
        Files.writeString(
            folder.resolve("s3.conf"),
            "s3proxy.endpoint=" + endpoint
                + "\ns3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=us\ns3proxy.credential=secret"
                + "\njclouds.provider=filesystem-nio2\njclouds.filesystem.basedir=" + buckets
                + "\njclouds.identity=x\njclouds.credential=y\n"));
    SparkHome.await("S3", () -> SparkHome.text(log).contains("Started Server"));
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fs.s3a.endpoint", endpoint);
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.access.key", "us");
    settings.put("fs.s3a.secret.key", "secret");
    settings.put("fs.s3a.connection.ssl.enabled", "false");
    // here folders are folders, so that the client can't delete the empty objects that stand for
    // them elsewhere
    settings.put("fs.s3a.directory.marker.retention", "keep");
    return new Storage(server, settings, "s3a://old/shelf", "s3a://new/shelf");
  }

  /** What {@code --conf} takes. */
  List<String> settings() {
    return settings.entrySet().stream()
        .map(each -> "spark.hadoop." + each.getKey() + "=" + each.getValue())
        .toList();
  }

  /** The folder of old archives, as an argument. */
  String shelf() {
    return shelf;
  }

  /** The folder for outputs, as an argument. */
  String there() {
    return there;
  }

  void fill(java.nio.file.Path from) throws IOException {
    try (Stream<java.nio.file.Path> all = Files.walk(from)) {
      for (java.nio.file.Path file : all.filter(Files::isRegularFile).toList()) {
        put(from.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  void put(String name, byte[] content) throws IOException {
    try (OutputStream out = source.create(new Path(shelf, name), true)) {
      out.write(content);
    }
  }

  void removeInput(String name) throws IOException {
    remove(source, new Path(shelf, name));
  }

  void removeOutput(String name) throws IOException {
    remove(target, new Path(there, name));
  }

  private static void remove(FileSystem files, Path path) throws IOException {
    if (!files.delete(path, false)) {
      throw new IOException(path + " isn't there");
    }
  }

  /** All files in the folder for outputs, with their sizes. */
  Map<String, Long> outputs() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    if (target.exists(new Path(there))) {
      for (FileStatus file : target.listStatus(new Path(there))) {
        if (file.isFile()) {
          sizes.put(file.getPath().getName(), file.getLen());
        }
      }
    }
    return sizes;
  }

  void download(java.nio.file.Path into) throws IOException {
    for (String output : outputs().keySet()) {
      Path file = new Path(into.resolve(output).toUri());
      target.copyToLocalFile(false, new Path(there, output), file, true);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
    target.close();
    if (server != null) {
      try {
        SparkHome.kill(server);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
