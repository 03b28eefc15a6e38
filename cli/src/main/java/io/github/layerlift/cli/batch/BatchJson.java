package io.github.layerlift.cli.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.report.ReportJson;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.text.ByteNames;
import java.util.Locale;

/** A batch as lines of JSON. Programs read them: fields may be added, but never renamed. */
final class BatchJson {
  private BatchJson() {}

  static ObjectNode of(BatchResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", result.item().input())
        .put("status", name(result.status()))
        .put("reason", result.reason());
    result.item().output().ifPresent(output -> json.put("output", ByteNames.of(output)));
    json.put("seconds", Sizes.seconds(result.duration()));
    if (result.report().isEmpty()) {
      addKnown(result, json);
    }
    result.report().ifPresent(report -> json.set("conversion", ReportJson.of(report)));
    result.fault().ifPresent(fault -> BatchFault.of(fault).addTo(json.putObject("error")));
    return json;
  }

  /** What is known without a conversion. */
  private static void addKnown(BatchResult result, ObjectNode json) {
    BatchItem item = result.item();
    if (item.size() > 0) {
      json.put("inputBytes", item.size());
    }
    // an output that was current, or found to match; any other isn't what is there now
    if (result.status() == Status.SKIPPED && item.known().isPresent()) {
      BatchItem.Known output = item.known().get();
      json.put("outputBytes", output.size()).put("earlierWarnings", output.warnings());
    }
  }

  static ObjectNode of(BatchItem item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", item.input()).put("action", name(item.action())).put("reason", item.reason());
    item.output().ifPresent(output -> json.put("output", ByteNames.of(output)));
    item.fault().ifPresent(fault -> BatchFault.of(fault).addTo(json.putObject("error")));
    return json;
  }

  static ObjectNode of(BatchTally tally) {
    ObjectNode json = start(tally.plan());
    for (Status status : Status.values()) {
      json.put(name(status), tally.count(status));
    }
    ObjectNode reasons = json.putObject("ignoredByReason");
    tally.leftAloneByReason().forEach(reasons::put);
    return json.put("warned", tally.warned())
        .put("inputBytes", tally.inputBytes())
        .put("outputBytes", tally.outputBytes())
        .put("seconds", Sizes.seconds(tally.duration()));
  }

  static ObjectNode of(BatchPlan plan) {
    ObjectNode json = start(plan);
    for (Action action : Action.values()) {
      json.put(name(action), plan.count(action));
    }
    return json;
  }

  private static ObjectNode start(BatchPlan plan) {
    ObjectNode json = JsonNodeFactory.instance
        .objectNode()
        .put("into", plan.options().into().toString())
        .put("shard", plan.options().shard().toString());
    plan.options().push().ifPresent(push -> json.put("push", push.place()));
    plan.listing().ifPresent(listing -> json.put("listing", listing));
    return json.put("inputs", plan.items().size()).put("archivesInOtherShards", plan.others());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
