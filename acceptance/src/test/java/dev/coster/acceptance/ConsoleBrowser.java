package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A browser that writes down what no page of the console may do: ask another machine for anything,
 * or cause an error on the browser's console, which is where violations of the content security
 * policy show.
 */
final class ConsoleBrowser implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 30_000;

  private final Playwright playwright;
  private final Browser browser;
  private final BrowserContext context;
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  private ConsoleBrowser(String address) {
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(1280, 900)
                // A test's own certificate.
                .setIgnoreHTTPSErrors(true));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.onRequest(request -> {
      if (!staysHere(request.url())) {
        troubles.add("a request to " + request.url());
      }
    });
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        troubles.add("an error on " + message.page().url() + ": " + message.text());
      }
    });
    context.onWebError(error -> troubles.add("a script failed: " + error.error()));
  }

  static ConsoleBrowser open(String address) {
    return new ConsoleBrowser(address);
  }

  private static Path executable() {
    String named = System.getenv("COSTER_TEST_BROWSER");
    return Path.of(named == null || named.isEmpty() ? "/usr/bin/chromium" : named);
  }

  private static boolean staysHere(String url) {
    URI uri = URI.create(url.split("[?#]", 2)[0]);
    return "data".equals(uri.getScheme()) || "127.0.0.1".equals(uri.getHost());
  }

  Page newPage() {
    return context.newPage();
  }

  /** What a page answers with, without showing it: downloads, mostly. */
  String download(String path) {
    var answer = context.request().get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.text();
  }

  /** The browser tells an HTTP status of 400 and more as an error; here it is what is asked for. */
  void expectRefusal(Runnable step) {
    int before = troubles.size();
    step.run();
    List<String> more = List.copyOf(troubles.subList(before, troubles.size()));
    assertThat(more)
        .allMatch(trouble -> trouble.contains("the server responded with a status of 4"));
    troubles.removeAll(more);
  }

  void assertNoTrouble() {
    List<String> all = List.copyOf(troubles);
    troubles.clear();
    assertThat(all).isEmpty();
  }

  @Override
  public void close() {
    try (playwright;
        browser) {
      context.close();
    }
  }
}
