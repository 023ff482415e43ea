package espy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Pattern RAW = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]");

    @Test
    void charactersThatActAreShown() {
        assertThat(Unseen.shown("a\u001b[2J\r\n\u007f\u009b\u202e\u200b\ud800\uffff\tü😀"))
                .isEqualTo("a␛[2J␍\n␡⟨U+009B⟩⟨U+202E⟩⟨U+200B⟩⟨U+D800⟩⟨U+FFFF⟩\tü😀");
    }

    @Test
    void aLineIsCutBetweenCharacters() {
        assertThat(Unseen.line("x".repeat(499) + "😀")).isEqualTo("x".repeat(499) + "…");
        assertThat(Unseen.line("x".repeat(500))).isEqualTo("x".repeat(500));
    }

    @Test
    void htmlSaysTheCauseItsEvidenceAndItsFix() {
        assertThat(HtmlReport.of(Runs.failing()))
                .containsSubsequence(
                        "Most likely: The pre-shared keys differ (95 %)",
                        "$ journalctl -u strongswan",
                        "<pre>parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\nsecond line</pre>",
                        "<b>strongSwan:</b>",
                        "Make the secrets equal",
                        "<b>racoon:</b>",
                        "10.2.0.0/16",
                        "Phase 1 – do they talk?",
                        "✗ fail",
                        "nft -a list ruleset",
                        "needs root",
                        "What was not understood");
        assertThat(HtmlReport.of(Runs.healthy())).contains("Nothing failed").doesNotContain("What was not understood");
    }

    @Test
    void htmlHoldsNothingThatAGatewayWroteAsMarkup() {
        String html = HtmlReport.of(Runs.failing(Runs.HOSTILE));

        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("href=\"javascript:")
                .contains(
                        "&lt;script&gt;", "␛[31m", "⟨U+202E⟩", "␀", "href=\"https://www.rfc-editor.org/rfc/rfc7296\"");
        assertThat(RAW.matcher(html).find()).isFalse();
    }

    @Test
    void everyElementOfTheHtmlIsClosed() throws Exception {
        String html = HtmlReport.of(Runs.failing(Runs.HOSTILE));

        Document xml = parse(html.replaceAll("<(meta [^>]*)>", "<$1/>"));

        assertThat(texts(xml, "h1")).containsExactly("fra-gw1");
        assertThat(xml.getElementsByTagName("details").getLength()).isEqualTo(6);
    }

    @Test
    void markdownSaysWhatMattersAndIsShort() {
        String markdown = MarkdownReport.of(Runs.failing());

        assertThat(markdown)
                .containsSubsequence(
                        "**Most likely: The pre-shared keys differ (95 %)**",
                        "```text\n$ journalctl -u strongswan\nparsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\nsecond line\n```\n",
                        "- strongSwan: Make the secrets equal",
                        "- Q: First question?",
                        "- ✗ fail: Title of p1.secret – Refused: parsed IKE_AUTH response 1 \\[ N(AUTH_FAILED) \\]")
                .doesNotContain("p1.daemon");
    }

    @Test
    void noTextBreaksOutOfAFence() {
        String markdown = MarkdownReport.of(Runs.failing("``` a\n`````\n# owned\n" + Runs.HOSTILE));

        String outside = Pattern.compile("^(`{3,})text\\n.*?\\n\\1$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(markdown)
                .replaceAll("");
        assertThat(outside)
                .doesNotContain("\n`")
                .doesNotContain("# owned\n")
                .contains("\\`\\`\\` a \\`\\`\\`\\`\\` \\# owned \\<script\\>", "\\*x\\*\\_y\\_");
        assertThat(markdown).contains("``````text\n");
        assertThat(RAW.matcher(markdown).find()).isFalse();
    }

    @Test
    void junitCountsAndCarriesTheText() throws Exception {
        Document xml = parse(JUnitReport.of(Runs.failing()));

        Element suites = xml.getDocumentElement();
        assertThat(List.of(
                        suites.getAttribute("tests"), suites.getAttribute("failures"), suites.getAttribute("skipped")))
                .containsExactly("6", "1", "3");
        assertThat(suites.getAttribute("time")).isEqualTo("0.640");
        assertThat(attributes(xml, "testsuite", "name"))
                .containsExactly("Phase 1 – do they talk?", "Phase 2 – does traffic pass?");
        assertThat(attributes(xml, "testsuite", "failures")).containsExactly("1", "0");
        assertThat(attributes(xml, "failure", "message"))
                .containsExactly("Refused: parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]");
        assertThat(texts(xml, "failure").getFirst())
                .contains("$ journalctl -u strongswan", "Explained by B07", "Any gateway: Compare them.");
        assertThat(attributes(xml, "skipped", "message"))
                .containsExactly(
                        "unknown: Not seen",
                        "skipped: No SA is installed",
                        "needs you: Only you can know – Is somebody there to help?");
        assertThat(texts(xml, "system-out").getFirst()).startsWith("warn: No rule names ESP");
    }

    @Test
    void junitStaysXmlWhateverAGatewaySays() throws Exception {
        Document xml = parse(JUnitReport.of(Runs.failing(Runs.HOSTILE + "\uffff")));

        assertThat(xml.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(xml, "failure").getFirst())
                .contains("<script>alert(1)</script> ```` & \"' ]]> ␛[31mred", "⟨U+202E⟩gnp.exe␀⟨U+D800⟩", "⟨U+FFFF⟩");
        assertThat(attributes(xml, "failure", "message").getFirst()).startsWith("Refused: <script>");
    }

    private static Document parse(String text) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(Document xml, String tag) {
        var found = xml.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> texts(Document xml, String tag) {
        return elements(xml, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<String> attributes(Document xml, String tag, String name) {
        return elements(xml, tag).stream().map(e -> e.getAttribute(name)).toList();
    }
}
