package io.github.layerlift.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Credential;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCredentialsTest {
  private static final String SECRET = "s3cret";

  @TempDir
  private Path home;

  private final List<String> asked = new ArrayList<>();

  private static String auth(String user) {
    String both = user + ":" + SECRET;
    return "{\"auth\":\"" + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)) + "\"}";
  }

  private void write(String file, String content) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private Optional<Credential> find(String registry, String repository) throws IOException {
    return find(registry, repository, Map.of());
  }

  private Optional<Credential> find(
      String registry, String repository, Map<String, String> environment) throws IOException {
    return new StoredCredentials(environment, home, this::help).of(registry, repository);
  }

  private HelperProgram.Said help(String program, String registry) throws TimeoutException {
    asked.add(program + " " + registry);
    return switch (registry) {
      case "known:5000" ->
        said(0, "{\"ServerURL\":\"x\",\"Username\":\"u\",\"Secret\":\"" + SECRET + "\"}");
      case "token:5000" -> said(0, "{\"Username\":\"<token>\",\"Secret\":\"" + SECRET + "\"}");
      case "odd:5000" -> said(0, "{\"Username\": " + SECRET + "}");
      case "broken:5000" -> said(1, "no key for " + SECRET);
      case "slow:5000" -> throw new TimeoutException();
      default -> said(1, "credentials not found in native keychain\n");
    };
  }

  private static HelperProgram.Said said(int exit, String out) {
    return new HelperProgram.Said(exit, out.getBytes(UTF_8));
  }

  private static Optional<Credential> password(String user) {
    return Optional.of(new Credential.Password(user, SECRET));
  }

  @Test
  void of_nothingStored_none() throws IOException {
    assertEquals(Optional.empty(), find("docker.io", "library/app"));
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io, https://index.docker.io/v1/",
    "docker.io, docker.io",
    "docker.io, index.docker.io",
    "docker.io, registry-1.docker.io",
    "host:5000, host:5000",
    "host:5000, https://host:5000",
    "host:5000, http://host:5000/",
    "host:5000, https://host:5000/v1/",
    "host:5000, host:5000/v2",
    "host:5000, host:5000/me",
    "host:5000, host:5000/me/app"
  })
  void of_keyInAnyForm_found(String registry, String key) throws IOException {
    write(
        ".docker/config.json",
        "{\"auths\":{\"other\":{},\"" + key + "\":" + auth("u") + ",\"host\":{}}}");
    assertEquals(password("u"), find(registry, "me/app"));
    assertEquals(Optional.empty(), find("host2:5000", "me/app"));
  }

  @Test
  void of_severalKeys_theLongestCounts() throws IOException {
    write(
        ".config/containers/auth.json",
        "{\"auths\":{\"h\":" + auth("any") + ",\"h/me\":" + auth("me") + ",\"h/me/app\":"
            + auth("app") + "}}");
    assertEquals(password("app"), find("h", "me/app"));
    assertEquals(password("me"), find("h", "me/other/app"));
    assertEquals(password("any"), find("h", "meow/app"));
  }

  @Test
  void of_severalFiles_inTheirOrder() throws IOException {
    Map<String, String> environment = Map.of(
        "REGISTRY_AUTH_FILE", home.resolve("own.json").toString(),
        "XDG_RUNTIME_DIR", home.resolve("run").toString(),
        "DOCKER_CONFIG", home.resolve("docker").toString());
    write(".docker/config.json", "{\"auths\":{\"h\":" + auth("not read") + "}}");
    assertEquals(Optional.empty(), find("h", "app", environment));
    for (String file : List.of(
        "docker/config.json",
        ".config/containers/auth.json",
        "run/containers/auth.json",
        "own.json")) {
      write(file, "{\"auths\":{\"h\":" + auth(file) + "}}");
      assertEquals(password(file), find("h", "app", environment));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'username':'u','password':'s3cret'} | a password",
        "{'auth':'dTpzM2NyZXQAAA==','identitytoken':'x'} | an identity token",
        "{'registrytoken':'x'} | a registry token",
        "{'auth':'dTpzM2NyZXQAAA=='} | a password",
        "{} | none",
        "{'auth':''} | none"
      })
  void of_anyKind_read(String entry, String kind) throws IOException {
    write(".docker/config.json", "{\"auths\":{\"h\":" + entry.replace('\'', '"') + "}}");
    Optional<Credential> found = find("h", "app");
    assertEquals(kind, found.map(Object::toString).orElse("none"));
    if (kind.equals("a password")) {
      assertEquals(password("u"), found);
    }
  }

  @Test
  void of_helper_asked() throws IOException {
    write(
        ".docker/config.json",
        "{\"credsStore\":\"store\",\"credHelpers\":{\"token:5000\":\"own\"},\"auths\":{\"file:5000\":"
            + auth("f") + "}}");
    assertEquals(password("u"), find("known:5000", "app"));
    assertEquals(Optional.of(new Credential.IdentityToken(SECRET)), find("token:5000", "app"));
    assertEquals(password("f"), find("file:5000", "app"));
    assertEquals(Optional.empty(), find("docker.io", "app"));
    assertEquals(
        List.of(
            "docker-credential-store known:5000",
            "docker-credential-own token:5000",
            "docker-credential-store file:5000",
            "docker-credential-store https://index.docker.io/v1/",
            "docker-credential-store docker.io"),
        asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd:5000", "broken:5000", "slow:5000"})
  void of_helperFails_fault(String registry) throws IOException {
    write(".docker/config.json", "{\"credsStore\":\"store\"}");
    assertSaysNothing(registry, "docker-credential-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../bin/sh", "a b", "a;b", "-", "a/b"})
  void of_helperNamedOddly_neverRun(String name) throws IOException {
    write(".docker/config.json", "{\"credsStore\":\"" + name + "\"}");
    if (name.equals("-")) {
      assertEquals(Optional.empty(), find("h", "app"));
    } else {
      assertSaysNothing("h", "config.json");
      assertEquals(List.of(), asked);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3cret",
        "{\"auths\":{\"h\":{\"auth\":\"s3cret!\"}}}",
        "{\"auths\":{\"h\":{\"auth\":\"czNjcmV0\"}}}",
        "{\"auths\":{\"h\":\"s3cret\"}}",
        "{\"auths\":[\"s3cret\"]}",
        "{\"s3cret\":1,\"s3cret\":2}",
        "[]"
      })
  void of_malformedFile_faultWithoutItsContent(String content) throws IOException {
    write(".docker/config.json", content);
    assertSaysNothing("h", "config.json");
  }

  private void assertSaysNothing(String registry, String named) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> find(registry, "app"));
    assertEquals(ErrorCode.CREDENTIALS_UNREADABLE, fault.code());
    assertTrue(fault.getMessage().contains(named), fault.getMessage());
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    assertFalse((trace + fault.hint().orElse("")).contains(SECRET), trace.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"s3cret! | is not base64", "czNjcmV0 | has no colon after its user"})
  void of_authThatIsNone_saysWhatItIsAndForWhichRegistry(String auth, String what)
      throws IOException {
    write(".docker/config.json", "{\"auths\":{\"https://h\":{\"auth\":\"" + auth + "\"}}}");
    LayerliftException fault = assertThrows(LayerliftException.class, () -> find("h", "app"));
    assertTrue(
        fault.getMessage().contains("config.json has an \"auth\" for h that " + what),
        fault.getMessage());
    assertEquals(
        "log in again, which writes a new one: docker login h", fault.hint().orElseThrow());
    assertSaysNothing("h", "config.json");
  }
}
