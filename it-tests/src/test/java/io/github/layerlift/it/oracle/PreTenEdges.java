package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.oracle.EdgeTable.Row;
import io.github.layerlift.it.oracle.PreTenEdge.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of {@link PreTenEdgesIT}: every corner of Docker's loader that was found by reading and
 * trying it. Those that are a text are rows of an {@link EdgeTable}.
 *
 * <p>Docker reads a {@code json} of a Docker before 1.8.3 through a struct of its own, and keeps the text
 * of later ones; most inputs are tried both ways.
 */
final class PreTenEdges {
  private static final List<String> TABLES =
      List.of("versions", "times", "strings", "configs", "members", "text");
  private static final int SHOWN_CHARS = 160;

  private final List<PreTenEdge> edges = new ArrayList<>();

  private PreTenEdges() {}

  /** All of them: a method source. */
  static List<PreTenEdge> all() throws IOException {
    PreTenEdges all = new PreTenEdges();
    for (String table : TABLES) {
      for (Row row : EdgeTable.read(table)) {
        all.json(row.text(), row.bytes()).end(row.verdict(), row.why());
      }
    }
    EdgeArchives.addLayers(all);
    EdgeArchives.addFolders(all);
    EdgeArchives.addFolderNames(all);
    for (Row row : EdgeTable.read("repositories")) {
      EdgeArchives.repositories(all, row.text()).end(row.verdict(), row.why());
    }
    return all.edges;
  }

  /** An archive of one layer with that {@code json}; the layer's ID is a new one each time. */
  Draft json(String name, byte[] json) throws IOException {
    String id = Sha256.of((edges.size() + name).getBytes(UTF_8));
    return archive(name, EdgeArchives.single(id, json));
  }

  /** Any archive. */
  Draft archive(String name, PreTenArchive archive) {
    return new Draft(name, archive);
  }

  /** An input of which it has to be said who takes it. */
  final class Draft {
    private final String name;
    private final PreTenArchive archive;

    private Draft(String name, PreTenArchive archive) {
      boolean isLong = name.length() > SHOWN_CHARS;
      this.name = isLong ? name.substring(0, SHOWN_CHARS) + "…" : name;
      this.archive = archive;
    }

    void bothTake() {
      end(Verdict.BOTH_TAKE, "");
    }

    void bothRefuse() {
      end(Verdict.BOTH_REFUSE, "");
    }

    void layerliftTakes(String why) {
      end(Verdict.LAYERLIFT_TAKES, why);
    }

    private void end(Verdict verdict, String why) {
      edges.add(new PreTenEdge(name, archive, verdict, why));
    }
  }
}
