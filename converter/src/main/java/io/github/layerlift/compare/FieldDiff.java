package io.github.layerlift.compare;

import com.github.difflib.algorithm.Change;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.report.DiffReport.FieldChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares JSON values, field by field. The order of keys, escapes and white space don't matter. */
final class FieldDiff {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  /** Longer numbers are compared as they are written; nobody writes one. */
  private static final int MAX_DIGITS = 100;

  private final String identity;
  private final List<FieldChange> changes = new ArrayList<>();

  private FieldDiff(String identity) {
    this.identity = identity;
  }

  /**
   * The fields of two documents that differ.
   *
   * @param identity the field by which the same object is known in two arrays, whatever else of it was changed;
   *     objects without it are known by their places
   */
  static List<FieldChange> of(Json a, Json b, String identity) {
    FieldDiff diff = new FieldDiff(identity);
    diff.compare("", a, b);
    return diff.changes;
  }

  private void compare(String path, @Nullable Json a, @Nullable Json b) {
    if (a instanceof Json.Obj one && b instanceof Json.Obj other) {
      Set<String> keys = new LinkedHashSet<>(one.fields().keySet());
      keys.addAll(other.fields().keySet());
      for (String key : keys) {
        compare(member(path, key), one.fields().get(key), other.fields().get(key));
      }
    } else if (a instanceof Json.Arr one && b instanceof Json.Arr other) {
      compareItems(path, one.items(), other.items());
    } else if ((a != null || b != null) && (a == null || b == null || !same(a, b))) {
      changes.add(new FieldChange(path, text(a), text(b)));
    }
  }

  /** Between items that are the same in both, those in the same place are one item that was changed. */
  private void compareItems(String path, List<Json> a, List<Json> b) {
    int doneA = 0;
    int doneB = 0;
    for (Change run : Alignment.of(a, b, this::isSameItem)) {
      comparePairs(path, a.subList(doneA, run.startOriginal), doneA, b, doneB);
      compareRun(path, a, b, run);
      doneA = run.endOriginal;
      doneB = run.endRevised;
    }
    comparePairs(path, a.subList(doneA, a.size()), doneA, b, doneB);
  }

  private void comparePairs(String path, List<Json> some, int startA, List<Json> b, int startB) {
    for (int i = 0; i < some.size(); i++) {
      compare(path + "[" + (startA + i) + "]", some.get(i), b.get(startB + i));
    }
  }

  private void compareRun(String path, List<Json> a, List<Json> b, Change run) {
    int startA = run.startOriginal;
    int startB = run.startRevised;
    for (; startA < run.endOriginal && startB < run.endRevised; startA++, startB++) {
      Json one = a.get(startA);
      Json other = b.get(startB);
      if (identity(one) == null && identity(other) == null) {
        compare(path + "[" + startA + "]", one, other);
      } else {
        compare(path + "[" + startA + "]", one, null);
        compare(path + "[" + startB + "]", null, other);
      }
    }
    for (; startA < run.endOriginal; startA++) {
      compare(path + "[" + startA + "]", a.get(startA), null);
    }
    for (; startB < run.endRevised; startB++) {
      compare(path + "[" + startB + "]", null, b.get(startB));
    }
  }

  private boolean isSameItem(Json a, Json b) {
    Json one = identity(a);
    Json other = identity(b);
    return (one != null && other != null) ? same(one, other) : same(a, b);
  }

  private @Nullable Json identity(Json item) {
    return item instanceof Json.Obj object ? object.fields().get(identity) : null;
  }

  private static String member(String path, String key) {
    if (!PLAIN_KEY.matcher(key).matches()) {
      return path + "[" + JsonWriter.exact().value(key).text() + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean same(Json a, Json b) {
    if (a instanceof Json.Num one && b instanceof Json.Num other) {
      return one.equals(other) || isSameNumber(one.text(), other.text());
    }
    if (a instanceof Json.Arr one && b instanceof Json.Arr other) {
      boolean same = one.items().size() == other.items().size();
      for (int i = 0; same && i < one.items().size(); i++) {
        same = same(one.items().get(i), other.items().get(i));
      }
      return same;
    }
    if (a instanceof Json.Obj one && b instanceof Json.Obj other) {
      boolean same = one.fields().keySet().equals(other.fields().keySet());
      for (Map.Entry<String, Json> field : one.fields().entrySet()) {
        Json there = same ? other.fields().get(field.getKey()) : null;
        same = there != null && same(field.getValue(), there);
      }
      return same;
    }
    return a.equals(b);
  }

  private static boolean isSameNumber(String a, String b) {
    if (a.length() > MAX_DIGITS || b.length() > MAX_DIGITS) {
      return false;
    }
    try {
      return new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
    } catch (NumberFormatException e) {
      // an exponent that no program reads
      return false;
    }
  }

  private static Optional<String> text(@Nullable Json json) {
    return json == null
        ? Optional.empty()
        : Optional.of(JsonWriter.exact().value(json).text());
  }
}
