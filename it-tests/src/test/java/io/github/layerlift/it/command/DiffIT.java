package io.github.layerlift.it.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.machine.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images differ in what diff and find see of the files that Docker has unpacked. The tests run as root. */
@ExtendWith(EngineExtension.class)
final class DiffIT {
  private static final int PAIRS = 100;
  private static final List<String> FOLDERS = List.of("", "d/", "d/deep/", "e f/");
  private static final List<String> NAMES = List.of("a", "ö", "c", "d");
  private static final List<String> CONTENTS = List.of("", "one", "two", "three");

  private static final Pattern ONLY = Pattern.compile("Only in ([^:]*): (.*)");
  private static final Pattern DIFFER = Pattern.compile(
      "(?:Files|Symbolic links|File) (\\S.*?) (?:and \\S.* differ|is an? .* while file .*)");

  @TempDir
  private Path folder;

  /** JUnit would warn about every link. */
  @AfterEach
  void removeTrees() throws Exception {
    Command.of("find", folder, "-mindepth", 1, "-delete").run().orFail();
  }

  /** Each image and the next one: they share as many layers at their base as it happens. */
  @Test
  void diff_randomPairs_equalsDiffAndFindOfExports(Docker docker) throws Exception {
    List<String> names = new ArrayList<>();
    try {
      load(docker, names);
      unpack(docker, names.get(0), 0);
      int differences = 0;
      for (int i = 0; i < PAIRS; i++) {
        unpack(docker, names.get(i + 1), i + 1);
        differences += compare(i);
        Command.of("rm", "-r", tree(i)).run().orFail();
      }
      assertTrue(differences > PAIRS, "only " + differences);
    } finally {
      docker.remove(names);
    }
  }

  private Path archive(int number) {
    return folder.resolve(number + ".tar");
  }

  private Path tree(int number) {
    return folder.resolve("tree" + number);
  }

  private void load(Docker docker, List<String> names) throws Exception {
    CraftedImage image = new CraftedImage();
    List<Object> merge = new ArrayList<>(List.of("merge", "--quiet"));
    for (int i = 0; i <= PAIRS; i++) {
      Random random = Seed.random(i);
      image = image.base(random.nextInt(image.size() + 1));
      for (int layers = 1 + random.nextInt(2); layers > 0; layers--) {
        image.layer(tar -> fill(tar, random));
      }
      names.add("layerlift/diff:" + i);
      image.save(archive(i), names.get(i));
      merge.add(archive(i));
    }
    Path all = folder.resolve("all.tar");
    merge.add(all);
    Launcher.layerlift(merge.toArray()).run().orFail();
    docker.load(all);
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** All folders have entries in all layers: engines give others the time at which they unpack them. */
  private static void fill(CraftedImage.Layer tar, Random random) throws IOException {
    Set<String> taken = new TreeSet<>(Set.of("d", "d/deep", "e f"));
    for (String each : FOLDERS.subList(1, FOLDERS.size())) {
      tar.owner(0, 0)
          .time(1_400_000_000 + random.nextInt(2))
          .folder(each, any(List.of(0755, 0700), random));
    }
    String last = "";
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      String parent = any(FOLDERS, random);
      String path = parent + any(NAMES, random);
      if (!taken.add(path)) {
        continue;
      }
      tar.mode(any(List.of(0644, 0600, 04755), random))
          .owner(random.nextInt(2), random.nextInt(2))
          .time(1_400_000_000 + random.nextInt(2));
      switch (random.nextInt(6)) {
        case 0 -> tar.symlink(path, any(CONTENTS.subList(1, 4), random));
        case 1 -> tar.folder(path + "/", 0750);
        case 2 -> tar.file(parent + ".wh." + path.substring(parent.length()), "");
        case 3 -> {
          if (!last.isEmpty()) {
            tar.hardLink(path, last);
          }
        }
        default -> {
          tar.file(path, any(CONTENTS, random));
          last = path;
        }
      }
    }
  }

  private void unpack(Docker docker, String name, int number) throws Exception {
    Path export = folder.resolve("export.tar");
    docker.export(name, export);
    Files.createDirectory(tree(number));
    Command.of("tar", "--numeric-owner", "-xpf", export, "-C", tree(number))
        .run()
        .orFail();
    Command.of("rm", "-rf")
        .and(tree(number).resolve(".dockerenv"), tree(number).resolve("etc"))
        .and(
            tree(number).resolve("dev"),
            tree(number).resolve("proc"),
            tree(number).resolve("sys"))
        .run()
        .orFail();
  }

  /** Compares image {@code i} with the next one; returns how many files differ. */
  private int compare(int i) throws Exception {
    Command.Finished run =
        Launcher.layerlift("diff", "--json", archive(i), archive(i + 1)).run();
    JsonNode json = Json.parse(run.out().getBytes(UTF_8));
    JsonNode files = json.get("files");
    // the names differ at least
    assertEquals(7, run.code(), run.err());
    assertEquals("", run.err());
    assertEquals(diffed(i), told(files), "images " + i + " and " + (i + 1));
    assertEquals(found(i), toldMetadata(files), "images " + i + " and " + (i + 1));
    return files.size();
  }

  /** What diff names: of what only one tree has, not what is below it. */
  private Set<String> diffed(int i) throws Exception {
    Command.Finished diff = Command.of("diff", "-rq", "--no-dereference")
        .and(tree(i), tree(i + 1))
        .with("LC_ALL", "C.UTF-8")
        .run();
    assertTrue(diff.code() < 2, diff.err());
    Set<String> names = new TreeSet<>();
    for (String line : diff.out().lines().toList()) {
      Matcher only = ONLY.matcher(line);
      Matcher differ = DIFFER.matcher(line);
      if (only.matches()) {
        names.add(relative(only.group(1) + "/" + only.group(2)));
      } else {
        assertTrue(differ.matches(), line);
        names.add(relative(differ.group(1)));
      }
    }
    return names;
  }

  private String relative(String path) {
    return path.replaceFirst(Pattern.quote(folder.toString()) + "/tree\\d+/", "");
  }

  private static Set<String> told(JsonNode files) {
    Set<String> others = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode file : files) {
      String path = file.get("path").asText();
      String aspects = file.path("aspects").toString();
      boolean changed = file.get("change").asText().equals("changed");
      if (!changed || aspects.contains("\"type\"")) {
        others.add(path);
      }
      boolean below = others.contains(path.replaceFirst("/?[^/]*$", ""));
      if (!below && (!changed || aspects.matches(".*\"(type|content|link)\".*"))) {
        names.add(path);
      }
    }
    return names;
  }

  /** Names that only one tree has; of the others, in what they differ. */
  private Map<String, String> found(int i) throws Exception {
    Map<String, String[]> a = find(tree(i));
    Map<String, String[]> b = find(tree(i + 1));
    Map<String, String> found = new TreeMap<>();
    a.forEach((path, fields) ->
        found.put(path, b.containsKey(path) ? metadata(fields, b.get(path)) : "removed"));
    b.keySet().forEach(path -> found.putIfAbsent(path, "added"));
    found.values().removeIf(String::isEmpty);
    return found;
  }

  private static String metadata(String[] a, String[] b) {
    boolean links = a[1].equals("l") || b[1].equals("l");
    return (a[2].equals(b[2]) || links ? "" : " mode")
        + (a[3].equals(b[3]) ? "" : " owner")
        + (a[4].equals(b[4]) ? "" : " times");
  }

  private static Map<String, String[]> find(Path tree) throws Exception {
    Map<String, String[]> files = new TreeMap<>();
    Command.of("find", tree, "-mindepth", 1, "-printf", "%P\t%y\t%m\t%U/%G\t%T@\n")
        .with("LC_ALL", "C.UTF-8")
        .run()
        .orFail()
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(fields -> files.put(fields[0], fields));
    return files;
  }

  private static Map<String, String> toldMetadata(JsonNode files) {
    Map<String, String> told = new TreeMap<>();
    for (JsonNode file : files) {
      String change = file.get("change").asText();
      StringBuilder aspects = new StringBuilder();
      for (JsonNode aspect : file.path("aspects")) {
        if (Set.of("mode", "owner", "times").contains(aspect.asText())) {
          aspects.append(' ').append(aspect.asText());
        }
      }
      told.put(file.get("path").asText(), change.equals("changed") ? aspects.toString() : change);
    }
    told.values().removeIf(String::isEmpty);
    return told;
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-20.10-hello.tar", "crane-gzip.tar", "jib.tar"})
  void diff_conversionsAndEdits_areWhatTheyShouldBe(String sample) throws Exception {
    Path legacy = Samples.path(sample);
    Path modern = folder.resolve("modern.tar");
    Launcher.convert(legacy, modern, "--compress", "zstd");
    assertEquals(0, Launcher.layerlift("diff", legacy, modern).run().code());
    Path squashed = folder.resolve("squashed.tar");
    Launcher.layerlift("edit", legacy, squashed, "--squash", "--label", "a=b")
        .run()
        .orFail();
    Command.Finished run = Launcher.layerlift(
            "diff", legacy, squashed, "--ignore", "layers,history")
        .run();
    assertEquals(7, run.code(), run.err());
    assertTrue(
        run.out().contains("\ndifferent: config; not compared: history, layers\n"), run.out());
  }
}
