package espy.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import espy.probe.facts.Facts;
import espy.probe.facts.FactsForTests;
import espy.probe.facts.Quote;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TemplateTest {
    private static String rendered(String text, Facts facts) {
        var file = new SourceFile("my.yaml", text);
        var template = Template.of(file, new Node.Scalar(text, 1, 1));
        template.check(Texts.SIGNATURES);
        assertThat(file.complaints()).extracting(Complaint::text).isEmpty();
        return template.render(Known.of(facts));
    }

    @Test
    void valuesAreWrittenForPeople() {
        var facts = FactsForTests.with(
                "tunnel.peer",
                "10.0.0.2",
                "tunnel.remoteTs",
                List.of("10.1.0.0/16", "10.2.0.0/16"),
                "ike.sent",
                1234567L,
                "ike.established",
                true,
                "host.load",
                0.1 + 0.2,
                "host.nstat",
                Map.of("UdpInErrors", 3L),
                "ike.sas",
                Quote.of("A", List.of("one", "two")));
        assertThat(rendered("{{tunnel.peer}}: {{ tunnel.remoteTs }}", facts))
                .isEqualTo("10.0.0.2: 10.1.0.0/16, 10.2.0.0/16");
        assertThat(rendered("{{ike.sent}} {{ike.established}} {{tunnel.chosen}}", facts))
                .isEqualTo("1234567 yes no");
        assertThat(rendered("{{host.load}} {{1.0e20}} {{host.nstat}}", facts))
                .isEqualTo("0.3 100000000000000000000 UdpInErrors 3");
        assertThat(rendered("{{ike.sas}} {{[1, 2].map(x, x * 2)}}", facts)).isEqualTo("one, two 2, 4");
        assertThat(rendered("{{'}}'}}{{\"{{\"}}", facts)).isEqualTo("}}{{");
    }

    @Test
    void whatWasNotSeenIsUnknown() {
        assertThat(rendered("{{ike.sent}} of {{log.seen['charon.no-proposal'].line}}", FactsForTests.absent()))
                .isEqualTo("unknown of unknown");
        assertThat(rendered("{{1 / tunnel.remoteTs.size()}}", FactsForTests.absent()))
                .isEqualTo("unknown");
    }

    @Test
    void textOfTheGatewayIsNeverEvaluatedAndIsClean() {
        var facts = FactsForTests.with("tunnel.peer", "{{gateway.user}}\u001b[2J\n\u202e{{", "gateway.user", "root");
        assertThat(rendered("<{{tunnel.peer}}>", facts)).isEqualTo("<{{gateway.user}} {{>");
    }

    @Test
    void longValuesAreCutWithoutBreakingACharacter() {
        String faces = "😀".repeat(5000);
        String all = rendered(
                "x{{tunnel.peer}}{{tunnel.peer}}{{tunnel.peer}}{{tunnel.peer}}{{tunnel.peer}}",
                FactsForTests.with("tunnel.peer", faces));
        assertThat(all).hasSizeLessThan(5 * Clean.LONGEST).endsWith("…");
        assertThat(all.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).count())
                .isZero();
        assertThat(rendered("{{tunnel.remoteTs}}", FactsForTests.with("tunnel.remoteTs", Collections.nCopies(50, "n"))))
                .isEqualTo("n, ".repeat(20) + "…");
    }

    @Test
    @Timeout(60)
    void aLineOfBlanksIsCleanedWithoutGoingBackAndForth() {
        // with a step back for each blank this would take hours
        assertThat(Clean.line(" ".repeat(3_000_000) + "x", 4_000_000)).endsWith("x");
    }
}
