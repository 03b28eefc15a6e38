package io.github.layerlift.cli.diff;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.AnswerOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.Reading;
import io.github.layerlift.cli.option.ReadingOptions;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.options.ReadOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff A B}: in what two images differ. */
@Command(
    name = "diff",
    description = {
      "Compares two images, however old or new their archives: names, configs, layers, and files as"
          + " a container would see them.",
      "",
      "Layers that both images have are not compared any further: the digests that an archive states"
          + " are believed. verify checks them. If images are equal, warnings are printed even with -q:"
          + " they say what was not compared."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift diff app-1.0.tar app-1.1.tar",
      "  layerlift diff all.tar all.tar --select app:1.0 --select app:1.1",
      "  layerlift diff before.tar after.tar --ignore times,history,layers",
      "  layerlift diff before.tar after.tar --content etc/passwd",
      "  layerlift diff before.tar after.tar --html diff.html --content etc/passwd",
      "  docker save app:1.1 | layerlift diff app-1.0.tar - --json",
      "",
      "Exit codes: 0 equal, 1 a bug, 2 usage error, 3 can't read,",
      "4 malformed archive, 5 not an image archive, 7 different, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The first archive: a file, plain or compressed, a folder, or - for stdin.")
  private String inputA = "";

  @Parameters(index = "1", paramLabel = "B", description = "The second archive; or the same again.")
  private String inputB = "";

  @Under(Heading.TAKE)
  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description =
          "Take this image. Given twice: of A, then of B. Required if an archive has" + " several.")
  private List<String> select = new ArrayList<>();

  @Under(Heading.TAKE)
  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "Take this platform of a multi-platform image. Given twice: of A, then of B."
          + " Default: this machine's; others are compared by configs and layers only.")
  private List<String> platform = new ArrayList<>();

  @Under(Heading.CHECK)
  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "WHAT",
      completionCandidates = Aspects.class,
      description =
          "Leave these out: names, platform, platforms, config, history, layers, files; or of"
              + " files: type, content, link, mode, owner, times, xattrs, hard-links, device.")
  private List<String> ignore = new ArrayList<>();

  @Under(Heading.CHECK)
  @Option(
      names = "--content",
      paramLabel = "PATH",
      description = "Compare only this file, line by line, and print a unified diff. With --html,"
          + " show it on the page besides; may be given several times.")
  private List<String> content = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page about the comparison instead: one file that needs no network.")
  private @Nullable String html;

  @Under(Heading.RUN)
  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that hash layers of archives from before Docker 1.10. Default: one for"
          + " each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Mixin
  private AnswerOptions answer = new AnswerOptions();

  @Mixin
  private ReadingOptions reading = new ReadingOptions();

  @Spec
  private @Nullable CommandSpec spec;

  /** For completion. */
  static final class Aspects implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Aspect.values()).map(Aspect::id).iterator();
    }
  }

  public DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws LayerliftException {
    requireSense();
    Set<Aspect> ignored = EnumSet.noneOf(Aspect.class);
    for (String each : ignore) {
      WrongUse.refuse(
          spec,
          Aspect.of(each).isEmpty(),
          "--ignore takes " + aspects() + ", and not '" + each + "'");
      Aspect.of(each).ifPresent(ignored::add);
    }
    Reading both = reading.of(inputA, jobs, answer.tempFolder());
    DiffJob job = new DiffJob(inputB, both, how -> options(how, ignored), console);
    if (html != null) {
      return job.comparePage(html, content);
    }
    return content.isEmpty() ? job.compare(answer.isJson()) : job.compareContent(content.get(0));
  }

  private static String aspects() {
    return Stream.of(Aspect.values()).map(Aspect::id).collect(Collectors.joining(", "));
  }

  private void requireSense() {
    WrongUse.refuse(
        spec,
        inputA.isEmpty() || inputB.isEmpty(),
        "the name of archive " + (inputA.isEmpty() ? "A" : "B") + " is empty");
    WrongUse.refuse(
        spec, Console.isStream(inputA) && Console.isStream(inputB), "A and B can't both be stdin");
    WrongUse.refuse(
        spec,
        select.size() > 2 || platform.size() > 2,
        (select.size() > 2 ? "--select" : "--platform") + " is given more than twice");
    if (html == null) {
      WrongUse.refuse(
          spec,
          !content.isEmpty() && (answer.isJson() || !ignore.isEmpty()),
          "--content doesn't go with " + (answer.isJson() ? "--json" : "--ignore"));
      WrongUse.refuse(
          spec, content.size() > 1, "--content is given twice, which only goes with --html");
    } else {
      requirePage(html);
    }
  }

  private void requirePage(String page) {
    Page.requireSense(spec, page, "an archive", List.of(inputA, inputB));
    WrongUse.refuse(spec, answer.isJson(), "--html doesn't go with --json");
    boolean stream = Console.isStream(inputA) || Console.isStream(inputB);
    WrongUse.refuse(
        spec,
        !content.isEmpty() && stream,
        "--content with --html reads the archives again, so none can be stdin");
    WrongUse.refuse(
        spec,
        !content.isEmpty() && ignore.stream().anyMatch(List.of("files", "content")::contains),
        "--content doesn't go with --ignore files or content");
  }

  private DiffOptions options(ReadOptions how, Set<Aspect> ignored) {
    return DiffOptions.builder()
        .reading(how)
        .selectA(ofA(select))
        .selectB(ofB(select))
        .platformA(ofA(platform))
        .platformB(ofB(platform))
        .ignored(ignored)
        .build();
  }

  private static @Nullable String ofA(List<String> given) {
    return given.isEmpty() ? null : given.get(0);
  }

  private static @Nullable String ofB(List<String> given) {
    return given.isEmpty() ? null : given.get(given.size() - 1);
  }
}
