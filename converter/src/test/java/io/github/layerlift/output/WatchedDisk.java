package io.github.layerlift.output;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder on the real disk, and a witness: records in which order files are flushed and get their
 * names, which can't be seen afterwards, and lets a test step in.
 */
final class WatchedDisk extends FileSystemProvider {
  private final Path folder;
  private final FileSystemProvider real;
  private final FileSystem system = new WatchedSystem(this);
  private final List<String> events = new ArrayList<>();
  private final Set<FileChannel> open = new HashSet<>();
  private Hook hook = event -> {};

  WatchedDisk(Path folder) {
    this.folder = folder;
    this.real = folder.getFileSystem().provider();
  }

  /** Called before an event happens, or right after {@code made NAME}. */
  @FunctionalInterface
  interface Hook {
    void on(String event) throws IOException;
  }

  void hook(Hook wanted) {
    hook = wanted;
  }

  /** The file {@code name} of the folder, as seen through this. */
  Path path(String name) {
    return watched(folder.resolve(name));
  }

  /**
   * What happened: {@code flush NAME}, {@code flush early NAME}, {@code copy NAME},
   * {@code link NEW OLD}, {@code move OLD NEW}. The folder is called {@code .}, and a temporary file
   * {@code TEMP}.
   */
  synchronized List<String> events() {
    return List.copyOf(events);
  }

  /** How many files are open. */
  synchronized int open() {
    return open.size();
  }

  void note(String event) throws IOException {
    synchronized (this) {
      events.add(event);
    }
    hook.on(event);
  }

  synchronized void closed(FileChannel channel) {
    open.remove(channel);
  }

  private String name(Path path) {
    String name = folder.relativize(real(path).toAbsolutePath()).toString();
    return name.isEmpty() ? "." : name.replaceAll("[^/]*\\.layerlift-[0-9a-f]+\\.tmp", "TEMP");
  }

  private static Path real(Path path) {
    return Proxy.isProxyClass(path.getClass())
        ? ((Watching) Proxy.getInvocationHandler(path)).path
        : path;
  }

  private Path watched(Path path) {
    return (Path) Proxy.newProxyInstance(
        WatchedDisk.class.getClassLoader(), new Class<?>[] {Path.class}, new Watching(path));
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    FileChannel channel =
        new WatchedChannel(this, name(path), real.newFileChannel(real(path), options, attributes));
    synchronized (this) {
      open.add(channel);
    }
    if (options.contains(StandardOpenOption.CREATE_NEW)) {
      hook.on("made " + name(path));
    }
    return channel;
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    note("link " + name(link) + " " + name(existing));
    real.createLink(real(link), real(existing));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    note("move " + name(source) + " " + name(target));
    real.move(real(source), real(target), options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> found =
        real.newDirectoryStream(real(path), child -> filter.accept(watched(child)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        List<Path> children = new ArrayList<>();
        found.forEach(child -> children.add(watched(child)));
        return children.iterator();
      }

      @Override
      public void close() throws IOException {
        found.close();
      }
    };
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return real.newByteChannel(real(path), options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    real.createDirectory(real(path), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    real.delete(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return real.readAttributes(real(path), attributes, options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(real(path));
  }

  @Override
  public String getScheme() {
    return "watched";
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  /** A path like the real one, except for its owner. */
  private final class Watching implements InvocationHandler {
    private final Path path;

    Watching(Path path) {
      this.path = path;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("getFileSystem")) {
        return system;
      }
      Object[] plain = arguments == null ? new Object[0] : arguments.clone();
      for (int i = 0; i < plain.length; i++) {
        plain[i] = plain[i] instanceof Path other ? real(other) : plain[i];
      }
      try {
        Object result = method.invoke(path, plain);
        return result instanceof Path made ? watched(made) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
