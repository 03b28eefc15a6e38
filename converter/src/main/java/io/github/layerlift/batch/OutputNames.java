package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.naming.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each input an output name of its own. Where a template gives several inputs one name, each
 * of them gets eight digits of the digest of its own name: so names depend only on the set of
 * inputs, not on their order or on the machine. Names that differ only in case count as equal,
 * since they are on some file systems.
 */
public final class OutputNames {
  /**
   * The names of outputs.
   *
   * @param names of outputs, by the input's name
   * @param faults of inputs that can't have one, by the input's name
   */
  public record Given(Map<String, String> names, Map<String, LayerliftException> faults) {}

  private static final List<String> SUFFIXES = List.of(".tar", ".json");
  private static final int DIGITS = 8;

  private OutputNames() {}

  /**
   * Names the outputs of {@code inputs}, which must be all inputs, including those of other shards.
   *
   * @param references of first images, by the input's name
   */
  public static Given of(
      List<Found.Archive> inputs, NameTemplate template, Map<String, String> references) {
    Map<String, String> names = new HashMap<>();
    Map<String, LayerliftException> faults = new HashMap<>();
    for (Found.Archive input : inputs) {
      try {
        names.put(input.name(), template.name(input, references.get(input.name())));
      } catch (LayerliftException e) {
        faults.put(input.name(), e);
      }
    }
    takeApart(names);
    takeOutRivals(names, faults);
    return new Given(names, faults);
  }

  private static void takeApart(Map<String, String> names) {
    Map<String, Integer> inputsByName = new HashMap<>();
    names.values().forEach(name -> inputsByName.merge(Template.folded(name), 1, Integer::sum));
    names.replaceAll((input, name) ->
        inputsByName.getOrDefault(Template.folded(name), 1) > 1 ? apart(input, name) : name);
  }

  private static String apart(String input, String name) {
    String digits = "-" + Digest.of(input.getBytes(UTF_8)).hex().substring(0, DIGITS);
    String suffix = SUFFIXES.stream().filter(name::endsWith).findFirst().orElse("");
    return name.substring(0, name.length() - suffix.length()) + digits + suffix;
  }

  /** An input's own name may look as if it had such digits. */
  private static void takeOutRivals(
      Map<String, String> names, Map<String, LayerliftException> faults) {
    Map<String, String> first = new HashMap<>();
    for (String input : names.keySet().stream().sorted().toList()) {
      String name = names.getOrDefault(input, "");
      String rival = first.putIfAbsent(Template.folded(name), input);
      if (rival != null) {
        faults.put(
            input,
            Fault.of(
                    ErrorCode.TARGET_UNWRITABLE,
                    "both " + rival + " and " + input + " would become " + name)
                .hint(WayOut.of("")
                    .set(Setting.BATCH_NAME, "'{path}/{name}.tar'")
                    .then(" keeps them apart"))
                .exception());
      }
    }
    names.keySet().removeAll(faults.keySet());
  }
}
