package io.github.layerlift.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFoldTest {

  @ParameterizedTest
  @CsvSource({
    "config,config,true",
    "CONFIG,config,true",
    "o\u017f,os,true",
    "doc\u212aer,docker,true",
    "doc\u212aer_version,docker_version,true",
    "\u017fize,Size,true",
    "\u0130d,id,false",
    "\u0131d,id,false",
    "A\u00dcTHOR,author,false",
    "conf,config,false",
    "config_,config,false",
    "'',config,false",
    "'',''  ,true",
    "\u00df,ss,false",
    "docker-version,docker_version,false",
    "a;,a[,false",
    "a[,a;,false",
  })
  void matches_asGo(String key, String field, boolean matches) {
    assertEquals(matches, GoFold.matches(key, field));
  }

  @Property(tries = 200)
  void matches_anyCaseOfLetters_true(@ForAll @AlphaChars String field) {
    assertTrue(GoFold.matches(field.toUpperCase(Locale.ROOT), field));
    assertTrue(GoFold.matches(field, field.toLowerCase(Locale.ROOT)));
  }
}
