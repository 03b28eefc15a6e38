/** Converts old archives of container images to OCI image layouts. */
@SuppressWarnings("requires-automatic") // jna and java-diff-utils have names in manifests only
module io.github.layerlift.converter {
  requires com.fasterxml.jackson.core;
  requires com.github.luben.zstd_jni;
  requires com.google.common;
  requires com.sun.jna;
  requires io.github.javadiffutils;
  requires java.net.http;
  requires org.apache.commons.compress;
  requires static io.soabase.recordbuilder.core;
  requires static transitive java.compiler; // for the annotation on the generated builders
  requires static transitive org.jspecify;
  requires org.tukaani.xz;

  exports io.github.layerlift;
  exports io.github.layerlift.fault;
  exports io.github.layerlift.file;
  exports io.github.layerlift.location;
  exports io.github.layerlift.options;
  exports io.github.layerlift.progress;
  exports io.github.layerlift.report;
}
