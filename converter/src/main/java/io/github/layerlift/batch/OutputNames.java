package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.image.Digest;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gives each input an output name of its own. Where a template gives several inputs one name, each
 * of them gets eight digits of the digest of its own name: so names depend on which inputs there are,
 * and neither on their order nor on who asks. Names that differ in case only count as equal, since
 * some file systems think so.
 */
public final class OutputNames {
  private static final String TAR = ".tar";
  private static final int DIGITS = 8;

  private OutputNames() {}

  /**
   * Names the outputs of {@code inputs}, which must be all there are, whoever converts them.
   *
   * @param references of first images, by the input's name
   * @return output names by the input's name
   * @throws io.github.layerlift.report.UsageException if the template allows none
   */
  public static Map<String, String> of(
      List<Found.Archive> inputs, NameTemplate template, Map<String, String> references)
      throws LayerliftException {
    Map<String, String> names = new HashMap<>();
    Map<String, List<String>> inputsByName = new HashMap<>();
    for (Found.Archive input : inputs) {
      String name = template.name(input, references.get(input.name()));
      names.put(input.name(), name);
      inputsByName.computeIfAbsent(folded(name), any -> new ArrayList<>()).add(input.name());
    }
    for (List<String> rivals : inputsByName.values()) {
      if (rivals.size() > 1) {
        rivals.forEach(input -> names.computeIfPresent(input, OutputNames::apart));
      }
    }
    requireDistinct(names);
    return names;
  }

  private static String apart(String input, String name) {
    String digits = "-" + Digest.of(input.getBytes(UTF_8)).hex().substring(0, DIGITS);
    return name.endsWith(TAR)
        ? name.substring(0, name.length() - TAR.length()) + digits + TAR
        : name + digits;
  }

  private static void requireDistinct(Map<String, String> names) throws LayerliftException {
    Map<String, String> inputs = new HashMap<>();
    for (Map.Entry<String, String> name : names.entrySet()) {
      String rival = inputs.put(folded(name.getValue()), name.getKey());
      if (rival != null) {
        boolean first = rival.compareTo(name.getKey()) < 0;
        throw Fault.of(
                ErrorCode.BAD_OPTION,
                "both " + (first ? rival : name.getKey()) + " and "
                    + (first ? name.getKey() : rival) + " would become " + name.getValue())
            .hint("--name {path}/{name}.tar keeps them apart")
            .exception();
      }
    }
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
