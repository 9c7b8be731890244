package io.tidemark.wallboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// The documentation that the program carries, as pages: Markdown in the jar, without raw HTML, headings with anchors.
final class Documentation {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="dark light">
            <title>{title} · Tidemark</title>
            <link rel="icon" href="/web/favicon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/web/base.css">
            <link rel="stylesheet" href="/web/docs.css">
            </head>
            <body>
            <nav class="trail" aria-label="Documentation"><a href="/">Wallboard</a> · <a href="/docs">Documentation</a> · <a href="/docs/definitions">Definitions</a></nav>
            <main class="doc">
            {body}</main>
            </body>
            </html>
            """;
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).sanitizeUrls(true)
            .attributeProviderFactory(_ -> Documentation::anchor).build();

    private Documentation() {}

    /// The page made of `docs/NAME.md`, if there is one.
    static Optional<Asset> page(String name) {
        return Asset.load("docs/" + name + ".md").map(markdown -> Asset.of("text/html; charset=utf-8", html(markdown.text())));
    }

    /// The first page: `docs/index.md`, and a list of all others by title.
    static Optional<Asset> index() {
        var pages = new TreeMap<String, String>();
        for (String file : Carried.files("docs"))
            if (file.endsWith(".md") && !file.equals("index.md"))
                Asset.load("docs/" + file).ifPresent(page -> pages.put(title(PARSER.parse(page.text())), file.replace(".md", "")));
        var list = new StringBuilder("\n\n");
        pages.forEach((title, name) -> list.append("* [").append(title).append("](/docs/").append(name).append(")\n"));
        return Asset.load("docs/index.md").map(markdown -> Asset.of("text/html; charset=utf-8", html(markdown.text() + list)));
    }

    static String html(String markdown) {
        var document = PARSER.parse(markdown);
        var title = title(document);
        return FRAME.replace("{title}", escape(title)).replace("{body}", RENDERER.render(document));
    }

    private static void anchor(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Heading)
            attributes.put("id", words(node).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", ""));
        if (tag.equals("pre"))
            attributes.put("tabindex", "0");
    }

    private static String title(Node document) {
        return document.getFirstChild() instanceof Heading heading ? words(heading) : "Documentation";
    }

    private static String words(Node node) {
        var text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
