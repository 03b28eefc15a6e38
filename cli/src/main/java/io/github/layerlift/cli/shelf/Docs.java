package io.github.layerlift.cli.shelf;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.report.FindingCode;
import java.util.stream.Stream;

/** Where the documentation explains a code. */
final class Docs {
  private static final String PAGES = "https://github.com/layerlift/layerlift/blob/main/docs/";

  private Docs() {}

  /** The address; empty for a code that this version doesn't know, whose address could be anything. */
  static String of(String code) {
    if (Stream.of(ErrorCode.values()).anyMatch(each -> each.id().equals(code))) {
      return PAGES + "errors.md#" + code;
    }
    if (Stream.of(WarningCode.values()).anyMatch(each -> each.id().equals(code))) {
      return PAGES + "warnings.md#" + code;
    }
    boolean finding = Stream.of(FindingCode.values()).anyMatch(each -> each.id().equals(code));
    return finding ? PAGES + "verify.md" : "";
  }
}
