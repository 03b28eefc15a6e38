package io.github.layerlift.cli.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.VerificationReport;
import java.util.Locale;

/**
 * A verification as JSON; {@code docs/verify.md} describes it. Programs read it: fields may be
 * added, but never renamed.
 */
final class VerificationJson {
  private VerificationJson() {}

  /**
   * Describes it.
   *
   * @param engine the version of the engine that loaded it; empty if none did
   */
  static ObjectNode of(VerificationReport verification, String engine) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("input", verification.input()).put("sound", verification.isSound());
    if (!verification.against().isEmpty()) {
      json.put("against", verification.against());
    }
    ArrayNode images = json.putArray("images");
    for (VerificationReport.Image image : verification.images()) {
      ObjectNode each = images.addObject().put("id", image.id());
      each.put("manifestDigest", image.manifestDigest());
      JsonText.put(each, "tags", image.tags());
    }
    json.put("blobs", verification.blobs()).put("bytes", verification.bytes());
    if (!engine.isEmpty()) {
      json.put("engine", engine);
    }
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : verification.findings()) {
      findings
          .addObject()
          .put("grade", finding.grade().name().toLowerCase(Locale.ROOT))
          .put("code", finding.code().id())
          .put("where", finding.where())
          .put("text", finding.text());
    }
    return json;
  }
}
