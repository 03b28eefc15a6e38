package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes a legacy archive once more with other names for its v1 layers, and the entries in another
 * order: what another Docker, or the same on another day, may write for the same images.
 */
public final class OtherV1Ids {
  private OtherV1Ids() {}

  public static void write(Path legacy, Path other) throws IOException {
    List<Entry> entries = new ArrayList<>(TarEntries.read(legacy));
    Map<String, String> names = newNames(entries);
    // Folders may come after what is in them, and metadata before the layers.
    entries.sort((a, b) -> rename(b.name(), names).compareTo(rename(a.name(), names)));
    try (OutputStream file = Files.newOutputStream(other);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (Entry entry : entries) {
        TarArchiveEntry header =
            new TarArchiveEntry(rename(entry.name(), names), entry.header().getLinkFlag());
        header.setLinkName(rename(entry.header().getLinkName(), names));
        byte[] data = renameInJson(entry, names);
        header.setSize(data.length);
        out.putArchiveEntry(header);
        out.write(data);
        out.closeArchiveEntry();
      }
    }
  }

  /** A new ID for every v1 folder. */
  private static Map<String, String> newNames(List<Entry> entries) {
    Map<String, String> names = new TreeMap<>();
    for (Entry entry : entries) {
      String folder = entry.name().replaceFirst("/.*", "");
      if (folder.matches("[0-9a-f]{64}")) {
        names.put(folder, Sha256.of(("other " + folder).getBytes(ISO_8859_1)));
      }
    }
    return names;
  }

  private static byte[] renameInJson(Entry entry, Map<String, String> names) {
    boolean holdsIds = entry.name().matches("manifest\\.json|repositories|.*/json");
    String text = new String(entry.bytes(), ISO_8859_1);
    return holdsIds ? rename(text, names).getBytes(ISO_8859_1) : entry.bytes();
  }

  private static String rename(String text, Map<String, String> names) {
    String renamed = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      renamed = renamed.replace(name.getKey(), name.getValue());
    }
    return renamed;
  }
}
