package io.github.layerlift.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.Commands;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class TermsTest {
  @ParameterizedTest
  @EnumSource
  void of_anySetting_isWhatACommandTakes(Setting setting) {
    String[] words = Terms.of(setting, "x").split(" ", -1);
    CommandLine all = Commands.line(new FakeConsole().console());
    if (words[0].equals("layerlift")) {
      assertTrue(all.getSubcommands().containsKey(words[1]), words[1]);
      return;
    }
    Set<String> options = all.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream())
        .collect(Collectors.toSet());
    assertTrue(options.contains(words[0]), words[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "CONVERT, -, layerlift convert - OUT",
    "MERGE, -, layerlift merge - OTHERS... OUT",
    "SPLIT, -, layerlift split - --into DIR",
    "SPLIT_BY, image, --by image",
    "PUSH, -, layerlift push - REFERENCE",
    "PUSH_INDEX, -, layerlift push --index NAME - OTHERS...",
    "INSPECT, -, layerlift inspect -",
    "VERIFY, -, layerlift verify -",
    "VERIFY_AGAINST, -, layerlift verify FILE --against -",
    "EXTRACT, -, layerlift extract - --to DIR",
    "DIFF, -, layerlift diff - OTHER",
    "DIFF_WITH, -, layerlift diff OTHER -",
    "DIFF_IGNORE, files, --ignore files",
    "EXTRACT_LIST, -, layerlift extract --list -",
    "EXTRACT_LIST, '', --list",
    "BATCH_PUSH, DIR, layerlift batch DIR --push REGISTRY/ --into RECEIPTS",
    "EDIT, -, layerlift edit - OUT EDIT...",
    "BATCH, DIR, layerlift batch DIR --into OUT",
    "OUTPUT_FOLDER, '', --format folder",
    "READ_AS, v1, --read-as v1",
    "CONVERT_COMPRESS, gzip, --compress gzip",
    "OUTPUT_REPLACE, '', --force"
  })
  void of_valueOrNone_isReadyToPaste(Setting setting, String value, String term) {
    assertEquals(term, Terms.of(setting, value));
  }

  @Test
  void hint_severalSettings_namesTheOptionOfEach() {
    WayOut wayOut = WayOut.of("")
        .set(Setting.CONVERT_SELECT, "sha256:0\n")
        .then(" ")
        .set(Setting.CONVERT_TAGS, "app:1")
        .then(" gives the image a name");
    String words = "--select sha256:0\\u000a --tag app:1 gives the image a name";
    Fault fault = Fault.of(ErrorCode.TAG_CONFLICT, "wrong");
    assertEquals(words, Terms.hint(fault.hint(wayOut).exception()));
    assertEquals("", Terms.hint(fault.exception()));
    assertEquals("odd; " + words, Terms.text(new Warning(WarningCode.TAG_INVALID, "odd", wayOut)));
    assertEquals("odd", Terms.text(new Warning(WarningCode.TAG_INVALID, "odd", null)));
  }
}
