package io.github.layerlift.it.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window, driven by Debian's chromedriver: nothing is downloaded. */
final class Browser implements AutoCloseable {
  /** Above an element that a picture starts with, in CSS pixels. */
  private static final int MARGIN = 24;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AXE = "/axe.min.js";

  private final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /** Starts one with a profile of its own. */
  static Browser start() throws IOException {
    Path profile = Files.createTempDirectory("layerlift-it-browser-");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium"));
    // root can't have the sandbox, and /dev/shm may be small in a container
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable("browser", Level.ALL);
    logs.enable("performance", Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(program("chromedriver"))
        .usingAnyFreePort()
        .build();
    return new Browser(new ChromeDriver(service, options), profile);
  }

  private static File program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing: it-tests/engines.sh install"));
  }

  /** Shows a page, and forgets what was logged before. */
  Browser open(Path page) throws IOException {
    driver.get("about:blank");
    console();
    requests();
    driver.get(page.toUri().toString());
    return this;
  }

  /** As if the window had this width, in CSS pixels. */
  Browser width(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /** As if the user preferred this colour scheme, on this medium. */
  Browser media(String scheme, String medium) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Whether pages may run scripts. */
  Browser scripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    return this;
  }

  Object cdp(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  /** Runs a script in the page; it isn't subject to the page's policy. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** The texts of all elements that fit. */
  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .map(WebElement::getText)
        .toList();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** What the browser has complained about, and what scripts have logged. */
  List<String> console() {
    return messages("browser");
  }

  /** The addresses of everything that was asked for, but for what the page's policy has stopped. */
  Collection<String> requests() throws IOException {
    Map<String, String> addresses = new LinkedHashMap<>();
    for (String entry : messages("performance")) {
      JsonNode message = JSON.readTree(entry).path("message");
      JsonNode parameters = message.path("params");
      String id = parameters.path("requestId").asText();
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        addresses.put(id, parameters.path("request").path("url").asText());
      } else if (parameters.path("blockedReason").asText().equals("csp")) {
        addresses.remove(id);
      }
    }
    return addresses.values();
  }

  private List<String> messages(String log) {
    return driver.manage().logs().get(log).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Serious and critical faults that axe finds in the page as it is now. */
  List<?> axe() throws IOException {
    try (InputStream file = Objects.requireNonNull(Browser.class.getResourceAsStream(AXE))) {
      run(new String(file.readAllBytes(), UTF_8) + "; window.axe = axe;");
    }
    return (List<?>) driver.executeAsyncScript("""
        const done = arguments[arguments.length - 1];
        window.axe.run(document).then(found => done(found.violations
            .filter(each => ["serious", "critical"].includes(each.impact))
            .map(each => each.id + ": " + each.nodes.map(node => node.html).join(" "))));
        """);
  }

  /** The page as a PNG, from the element {@code from} on: as much as {@code height}, or all of it. */
  byte[] picture(String from, int width, int height) {
    Number top = (Number) run(
        "return document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY", from);
    Number bottom = (Number) run("return document.body.getBoundingClientRect().bottom + scrollY");
    double start = Math.max(0, top.doubleValue() - MARGIN);
    double whole = bottom.doubleValue() - start;
    Map<String, Object> clip =
        Map.of("x", 0, "y", start, "width", width, "height", Math.min(whole, height), "scale", 1);
    Object data = driver
        .executeCdpCommand(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
        .get("data");
    return Base64.getDecoder().decode(String.valueOf(data));
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
