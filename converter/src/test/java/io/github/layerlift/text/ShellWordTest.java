package io.github.layerlift.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void of_visibleCharacters_areQuotedIfNeeded() {
    assertEquals("a/b-c.tar", ShellWord.of("a/b-c.tar"));
    assertEquals("'a b'", ShellWord.of("a b"));
    assertEquals("'it'\\''s'", ShellWord.of("it's"));
    assertEquals("./-x", ShellWord.of("-x"));
    assertEquals("''", ShellWord.of(""));
  }

  @Test
  void of_hiddenCharacters_areWrittenAsShellsReadThem() {
    assertEquals("$'new\\x0aline/it\\'s\\\\'", ShellWord.of("new\nline/it's\\"));
    assertEquals("$'a\\x1b[31m'", ShellWord.of("a\u001b[31m"));
    byte[] latin = {'c', 'a', 'f', (byte) 0xe9, '/', 'a'};
    assertEquals("$'caf\\xe9/a'", ShellWord.of(ByteNames.of(latin)));
  }
}
