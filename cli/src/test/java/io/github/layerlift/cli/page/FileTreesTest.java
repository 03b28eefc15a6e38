package io.github.layerlift.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileTreesTest {
  @Test
  void writeTo_trees_areArraysOfLines() throws Exception {
    StringOutput output = new StringOutput();
    TreeLine link = new TreeLine(1, "</script>", " -> x", "1 byte", "layer 2", "added", "added");
    new FileTrees(List.of(Stream.of(TreeLine.way(0, "etc"), link), Stream.empty())).writeTo(output);
    String json = output.toString();
    assertFalse(json.contains("<"), json);
    assertEquals(
        "[[[0,\"etc\",\"/\",\"\",\"\",\"\",\"way\"],"
            + "[1,\"</script>\",\" -> x\",\"1 byte\",\"layer 2\",\"added\",\"added\"]],[]]",
        new ObjectMapper().readTree(json).toString());
  }
}
