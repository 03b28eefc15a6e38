package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the documents of a layout, without reading any layer. */
public final class DocumentCheck {
  private final JsonReader json;
  private final Documents documents;
  private final Findings findings;

  DocumentCheck(JsonReader json, Documents documents, Findings findings) {
    this.json = json;
    this.documents = documents;
    this.findings = findings;
  }

  /**
   * What a verification will find in the documents of a layout that is not yet written.
   *
   * @param named its files beside the blobs, by the names of their entries
   * @param blobs its documents and layers
   */
  public static List<Finding> foresee(
      Collection<Extent> named, Map<Digest, Extent> blobs, JsonReader json)
      throws LayerliftException {
    Findings findings = new Findings();
    new DocumentCheck(json, new Documents(json, findings), findings)
        .check(LayoutFiles.of(named, blobs, findings));
    return findings.list();
  }

  /** Returns what the documents refer to. */
  LayoutWalk check(LayoutFiles files) throws LayerliftException {
    version(files);
    LayoutWalk walk = new LayoutWalk(files, documents, findings, DockerFiles.configs(files, json));
    Optional<Extent> index = files.file(LayoutFiles.INDEX);
    if (index.isPresent()) {
      Optional<JsonFields> document = documents.read(index.get());
      if (document.isPresent()) {
        documents.lookAt(() -> walk.walk(document.get()));
      }
    } else {
      findings.add(FindingCode.FILE_MISSING, "", "index.json is missing");
    }
    new DockerFiles(files, walk, documents, findings).check();
    return walk;
  }

  private void version(LayoutFiles files) throws LayerliftException {
    Optional<Extent> layout = files.file(LayoutFiles.LAYOUT);
    if (layout.isEmpty()) {
      findings.add(FindingCode.FILE_MISSING, "", "oci-layout is missing");
      return;
    }
    Optional<JsonFields> document = documents.read(layout.get());
    if (document.isPresent()) {
      documents.lookAt(() -> {
        Json version = document
            .get()
            .field("imageLayoutVersion")
            .map(JsonFields::json)
            .orElse(new Json.Null());
        if (!version.equals(new Json.Str("1.0.0"))) {
          findings.add(
              FindingCode.LAYOUT_VERSION, LayoutFiles.LAYOUT, "imageLayoutVersion is not 1.0.0");
        }
      });
    }
  }
}
