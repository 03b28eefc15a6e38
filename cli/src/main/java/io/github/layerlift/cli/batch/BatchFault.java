package io.github.layerlift.cli.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.console.FaultPrinter;
import io.github.layerlift.cli.report.ReportJson;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.LayerliftException;

/**
 * What is wrong with an archive of a batch, as text.
 *
 * @param code the error's stable name; also {@code bug} and {@code out-of-memory}
 * @param sentence what is wrong
 * @param hint the way out; empty if there is none
 */
record BatchFault(String code, String sentence, String hint, Throwable thrown) {
  static BatchFault of(Throwable thrown) {
    if (thrown instanceof LayerliftException fault) {
      return new BatchFault(
          fault.code().id(), String.valueOf(fault.getMessage()), Terms.hint(fault), thrown);
    }
    return FaultPrinter.isOutOfMemory(thrown)
        ? new BatchFault(
            "out-of-memory",
            "not enough memory for this archive",
            "set LAYERLIFT_JAVA_OPTS=-Xmx2g to allow more",
            thrown)
        : new BatchFault(
            "bug",
            "this is a bug in layerlift",
            "convert it alone with --debug, and report the output",
            thrown);
  }

  /** The sentence with the archive's name; most sentences already have it. */
  String sentenceOn(String input) {
    return sentence.contains(input) ? sentence : input + ": " + sentence;
  }

  void addTo(ObjectNode json) {
    if (thrown instanceof LayerliftException fault) {
      ReportJson.error(fault, json);
    } else {
      json.put("code", code).put("message", sentence).put("hint", hint);
    }
  }
}
