package io.github.layerlift.it.oracle;

import io.github.layerlift.it.machine.TarEntries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive as a list of entries, of which any may be changed. */
public record Mutant(List<Entry> entries) {
  public Mutant {
    entries = List.copyOf(entries);
  }

  /**
   * One entry.
   *
   * @param type tar's own: {@code 0} a file, {@code 5} a folder, {@code 2} a symlink, {@code 1} a hard
   *     link
   */
  @SuppressWarnings("ArrayRecordComponent") // entries are never compared
  public record Entry(String name, char type, byte[] content, String link) {
    private static final byte[] NOTHING = {};

    public static Entry file(String name, byte[] content) {
      return new Entry(name, '0', content, "");
    }

    public static Entry folder(String name) {
      return new Entry(name, '5', NOTHING, "");
    }

    public static Entry link(String name, char type, String target) {
      return new Entry(name, type, NOTHING, target);
    }

    public Entry named(String other) {
      return new Entry(other, type, content, link);
    }

    public boolean isJson() {
      return type == '0' && (name.endsWith("json") || name.endsWith("repositories"));
    }
  }

  /** The entries of an archive, of which none is big. */
  public static Mutant read(Path archive) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (TarEntries.Entry entry : TarEntries.read(archive)) {
      char type = (char) entry.header().getLinkFlag();
      entries.add(new Entry(entry.name(), type, entry.bytes(), entry.header().getLinkName()));
    }
    return new Mutant(entries);
  }

  public void write(Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Entry entry : entries) {
        TarArchiveEntry header = new TarArchiveEntry(entry.name(), (byte) entry.type());
        header.setLinkName(entry.link());
        header.setSize(entry.content().length);
        out.putArchiveEntry(header);
        out.write(entry.content());
        out.closeArchiveEntry();
      }
    }
  }
}
