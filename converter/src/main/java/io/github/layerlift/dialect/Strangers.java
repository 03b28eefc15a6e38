package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what a tar is that is no image archive, and which command makes the right thing. */
final class Strangers {
  /** What hardly any root filesystem is without. */
  private static final List<String> ROOT_FOLDERS =
      List.of("bin", "etc", "usr", "lib", "sbin", "var", "dev", "proc", "sys", "root", "home");

  /** What should stand at the top, in a folder, at whatever depth. */
  private static final Pattern WRAPPED = Pattern.compile(
      "(.+)/(manifest\\.json|repositories|index\\.json|oci-layout|[0-9a-f]{64}/(json|layer\\.tar))",
      Pattern.DOTALL);

  private Strangers() {}

  static LayerliftException explain(Archive archive) {
    List<String> names = archive.names();
    if (names.isEmpty()) {
      return fault(ErrorCode.EMPTY_ARCHIVE, archive.name() + " is empty: there is no file in it")
          .hint("save the image again: docker save -o FILE IMAGE")
          .exception();
    }
    if (isRootFilesystem(archive, names)) {
      return fault(
              ErrorCode.ROOT_FILESYSTEM,
              archive.name() + " is the file system of a container, as docker export writes it")
          .hint("docker import makes an image of it; docker save would have kept the image whole")
          .exception();
    }
    String inner = wrapped(names);
    if (!inner.isEmpty()) {
      return fault(
              ErrorCode.WRAPPED_ARCHIVE, "the image archive lies in the folder \"" + inner + "\"")
          .hint("pack what is in the folder: tar -C " + inner + " -cf FILE .")
          .exception();
    }
    return other(archive, names);
  }

  private static LayerliftException other(Archive archive, List<String> names) {
    for (String name : names) {
      if (name.endsWith(".tar") && !name.contains("/") && !name.equals("layer.tar")) {
        return fault(ErrorCode.WRAPPED_ARCHIVE, archive.name() + " holds another archive")
            .hint("unpack it, and convert \"" + name + "\"")
            .exception();
      }
    }
    if (archive.isFile("json") && archive.isFile("layer.tar")) {
      return fault(ErrorCode.BARE_LAYER, archive.name() + " is the folder of a single v1 layer")
          .hint("the layers below it are missing; save the image again")
          .exception();
    }
    for (String name : names) {
      if (name.substring(name.lastIndexOf('/') + 1).startsWith(".wh.")) {
        return fault(ErrorCode.BARE_LAYER, archive.name() + " is a bare layer, without its image")
            .hint("save the whole image: docker save -o FILE IMAGE")
            .exception();
      }
    }
    return fault(
            ErrorCode.UNKNOWN_ARCHIVE,
            archive.name() + " has no manifest.json, index.json or layers of an image")
        .hint("docker save -o FILE IMAGE writes what is wanted here")
        .exception();
  }

  private static boolean isRootFilesystem(Archive archive, List<String> names) {
    if (archive.has(".dockerenv") || archive.has(".dockerinit")) {
      return true;
    }
    Set<String> top = new HashSet<>();
    for (String name : names) {
      top.add(name.split("/", 2)[0]);
    }
    top.retainAll(ROOT_FOLDERS);
    return top.size() >= 2;
  }

  /** The folder that holds what should stand at the top; empty if none does. */
  private static String wrapped(List<String> names) {
    for (String name : names) {
      Matcher inner = WRAPPED.matcher(name);
      if (inner.matches()) {
        return inner.group(1);
      }
    }
    return "";
  }

  private static Fault fault(ErrorCode code, String sentence) {
    return Fault.of(code, sentence);
  }
}
