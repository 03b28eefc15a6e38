package io.github.layerlift.it.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.oracle.Mutant;
import io.github.layerlift.it.oracle.Mutant.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What happens to an archive that people unpack, edit, and pack again. */
final class Rearranged {
  private static final List<String> LEFT_BY_DESKTOPS =
      List.of(".DS_Store", "._manifest.json", "Thumbs.db", "__MACOSX/._json", "desktop.ini");

  private Rearranged() {}

  /** The folder itself was packed, not its content. */
  static void wrap(Path archive, Path other, Random random) throws IOException {
    String folder = List.of("image/", "./image/", "a/b/", "my image (1)/").get(random.nextInt(4));
    renameAll(archive, name -> folder + name);
  }

  static void startWithDot(Path archive, Path other, Random random) throws IOException {
    renameAll(archive, name -> "./" + name);
  }

  static void startWithSlash(Path archive, Path other, Random random) throws IOException {
    renameAll(archive, name -> "/" + name);
  }

  /** As if packed by a Windows tool. */
  static void useBackslashes(Path archive, Path other, Random random) throws IOException {
    renameAll(archive, name -> name.replace('/', '\\'));
  }

  static void upperCase(Path archive, Path other, Random random) throws IOException {
    renameFolder(archive, random, name -> name.toUpperCase(Locale.ROOT));
  }

  /** The name that browsers and file managers give to a second copy. */
  static void renameFolder(Path archive, Path other, Random random) throws IOException {
    renameFolder(
        archive,
        random,
        switch (random.nextInt(4)) {
          case 0 -> name -> name + " (1)";
          case 1 -> name -> name.substring(0, Math.min(12, name.length()));
          case 2 -> name -> "Copy of " + name;
          default -> name -> "layer";
        });
  }

  /** An editor added a byte order mark. */
  static void byteOrderMark(Path archive, Path other, Random random) throws IOException {
    changeDocument(archive, random, text -> "\uFEFF" + text);
  }

  /** An editor changed the end of each line, or of the last one. */
  static void documentLineEnds(Path archive, Path other, Random random) throws IOException {
    changeDocument(archive, random, text -> switch (random.nextInt(3)) {
      case 0 -> text + "\n";
      case 1 -> text.replace("\n", "") + "\r\n";
      default -> text.replace(",", ",\r\n");
    });
  }

  /** A copy from which one file is missing. */
  static void forget(Path archive, Path other, Random random) throws IOException {
    List<Entry> entries = new ArrayList<>(Mutant.read(archive).entries());
    entries.remove(random.nextInt(entries.size()));
    new Mutant(entries).write(archive);
  }

  /** A copy from which a folder is missing. */
  static void forgetFolder(Path archive, Path other, Random random) throws IOException {
    String folder = folder(archive, random);
    List<Entry> entries = new ArrayList<>(Mutant.read(archive).entries());
    entries.removeIf(entry -> entry.name().startsWith(folder));
    new Mutant(entries).write(archive);
  }

  /** Files that a desktop adds. */
  static void addDesktopFiles(Path archive, Path other, Random random) throws IOException {
    List<Entry> entries = new ArrayList<>(Mutant.read(archive).entries());
    for (String name : LEFT_BY_DESKTOPS) {
      entries.add(random.nextInt(entries.size() + 1), Entry.file(name, "x".getBytes(UTF_8)));
    }
    new Mutant(entries).write(archive);
  }

  /** Two archives that were unpacked into one folder: of files of one name, the last one stays. */
  static void unpackOver(Path archive, Path other, Random random) throws IOException {
    List<Entry> entries = new ArrayList<>(Mutant.read(archive).entries());
    for (Entry entry : Mutant.read(other).entries()) {
      entries.removeIf(old -> old.name().equals(entry.name()));
      entries.add(entry);
    }
    new Mutant(entries).write(archive);
  }

  private static void renameAll(Path archive, UnaryOperator<String> name) throws IOException {
    List<Entry> entries = new ArrayList<>(Mutant.read(archive).entries());
    entries.replaceAll(entry -> entry.named(name.apply(entry.name())));
    new Mutant(entries).write(archive);
  }

  private static void renameFolder(Path archive, Random random, UnaryOperator<String> name)
      throws IOException {
    String folder = folder(archive, random);
    String renamed = name.apply(folder.replace("/", "")) + "/";
    renameAll(
        archive,
        each -> each.startsWith(folder) ? renamed + each.substring(folder.length()) : each);
  }

  /** One of the folders at the top, with its slash; empty if there is none. */
  private static String folder(Path archive, Random random) throws IOException {
    Set<String> folders = new TreeSet<>();
    for (Entry entry : Mutant.read(archive).entries()) {
      folders.add(entry.name().substring(0, entry.name().indexOf('/') + 1));
    }
    return List.copyOf(folders).get(random.nextInt(folders.size()));
  }

  private static void changeDocument(Path archive, Random random, UnaryOperator<String> change)
      throws IOException {
    List<Entry> entries = new ArrayList<>(Mutant.read(archive).entries());
    // jib's config has no digest in its name: if it is changed, it is another image, and that can't
    // be noticed
    List<Entry> documents = entries.stream()
        .filter(entry -> entry.isJson() && !entry.name().equals("config.json"))
        .toList();
    if (!documents.isEmpty()) {
      Entry document = documents.get(random.nextInt(documents.size()));
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.writeBytes(change.apply(new String(document.content(), UTF_8)).getBytes(UTF_8));
      entries.set(entries.indexOf(document), Entry.file(document.name(), changed.toByteArray()));
    }
    new Mutant(entries).write(archive);
  }
}
