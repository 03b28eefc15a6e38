package io.github.layerlift.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final List<String> FIELDS = List.of("a", "b");

  @Test
  void filled_fields_haveTheirValues() throws Exception {
    Template template = Template.parse("x/{a}-{b}{a}.tar", FIELDS);
    assertEquals("x/$1-\\{a}$1.tar", template.filled(Map.of("a", "$1", "b", "\\{a}")));
    assertTrue(template.has("a"));
    assertFalse(Template.parse("a{b}", FIELDS).has("a"));
  }

  @Test
  void parse_unknownField_namesThoseThereAre() {
    LayerliftException fault =
        Faults.expect(ErrorCode.BAD_OPTION, () -> Template.parse("{c}", FIELDS));
    assertTrue(fault.getMessage().contains("{a}, {b}"), fault.getMessage());
  }

  @Test
  void repo_anyName_isOnePart() {
    assertEquals("app", Template.repo(Reference.parse("app:1").orElseThrow()));
    assertEquals(
        "host_5000_a_b", Template.repo(Reference.parse("host:5000/a/b:1").orElseThrow()));
  }

  @Test
  void folded_namesThatDifferInCaseOrForm_areEqual() {
    assertEquals(Template.folded("App\u00e9"), Template.folded("appe\u0301"));
  }

  @Property(tries = 500)
  void fit_anyName_staysInTheFolder(
      @ForAll @Chars({'/', '.', 'x'}) @StringLength(max = 12) String name) {
    Path folder = Path.of("/folder");
    Optional<String> fit = Template.fit(name);
    fit.ifPresent(it -> {
      Path path = folder.resolve(it);
      assertEquals(path, path.normalize());
      assertTrue(path.startsWith(folder) && !path.equals(folder), it);
    });
    assertTrue(fit.isPresent() || name.contains("..") || name.matches("[/.]*"), name);
  }
}
