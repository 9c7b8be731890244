package io.tidemark.wallboard;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real browser for tests: the Chromium of the machine, else the one that Playwright brings.
final class Browser implements AutoCloseable {

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    static Browser launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        return new Browser();
    }

    private Browser() {
        var installed = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        var options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
        installed.ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
    }

    /// A page of its own, that fails its test on any script error.
    Page page(int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme)
                .setTimezoneId("America/New_York"));
        context.setDefaultTimeout(60_000);
        return context.newPage();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
