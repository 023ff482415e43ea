package espy.checklist;

import static espy.checklist.Texts.check;
import static espy.checklist.Texts.complaints;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author is told, and where. */
class ComplaintsTest {
    private static String rule(String when) {
        return check("verdicts:\n  - warn: w\n    when: " + when + "\n    evidence: ike.sas");
    }

    @Test
    void aMisspeltFactIsShownWithItsPlaceAndWhatItMayHaveBeen() {
        assertThat(complaints(rule("tunnel.chosen && ike.recieved > 0")))
                .singleElement()
                .asString()
                .startsWith("my.yaml:8:")
                .contains("recieved")
                .contains("did you mean \"received\"?")
                .endsWith("\n            when: tunnel.chosen && ike.recieved > 0\n" + " ".repeat(4 + 34) + "^");
    }

    @Test
    void theCaretStandsUnderThePlaceInEveryStyleOfText() {
        for (String when : new String[] {
            "nosuch",
            "\"nosuch\"",
            "'nosuch'",
            "\"'\\\"' == '' && nosuch\"",
            "'''a'' == '''' && nosuch'",
            "|\n      true &&\n      nosuch"
        }) {
            underPlace(complaints(rule(when)).getFirst());
        }
    }

    @Test
    void theCaretStandsUnderThePlaceBesideTabsAndFarToTheRight() {
        underPlace(complaints(rule("\"'\t' == '' && nosuch\"")).getFirst());
        underPlace(complaints(rule("'''" + "x".repeat(3000) + "'' == nosuch'")).getFirst());
    }

    private static void underPlace(String complaint) {
        List<String> lines = complaint.lines().toList();
        String before = lines.get(2).replace("^", "");
        assertThat(lines.get(1)).startsWith(lines.get(1).substring(0, before.length()) + "nosuch");
        assertThat(before).isBlank();
        assertThat(before.indexOf('\t')).isEqualTo(lines.get(1).indexOf('\t'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ike.sent == 'three' | 8:24 | no matching overload",
                "ike.sent            | 8:15 | must be true or false, but is int",
                "ike.sent >          | 8: | mismatched input",
                "peer.name == ''     | 8:15 | undeclared reference to 'peer'",
                "'charon.no-proposel' in log.seen | 8:17 | did you mean \"charon.no-proposal\"?",
                "log.seen['charon.mac'].count > 2 | 8:25 | no log line is known as \"charon.mac\"",
            })
    void mistakesInExpressions(String when, String place, String what) {
        String yaml = when.startsWith("'") ? "\"" + when + "\"" : when; // text that begins with a quote mark, in YAML
        assertThat(complaints(rule(yaml)))
                .singleElement()
                .asString()
                .contains(what)
                .startsWith("my.yaml:" + place);
    }

    @Test
    void evidenceMustBeQuotes() {
        assertThat(complaints(rule("tunnel.chosen").replace("ike.sas", "ike.stage")))
                .singleElement()
                .asString()
                .startsWith("my.yaml:9:19: must be a quote or a list of quotes, but is string");
        assertThat(complaints(rule("tunnel.chosen").replace("ike.sas", "'[ike.sas, host.clock]'")))
                .isEmpty();
        assertThat(complaints(rule("tunnel.chosen").replace("ike.sas", "'log.errors.map(e, e.quote)'")))
                .isEmpty();
    }

    @Test
    void mistakesInTemplates() {
        assertThat(complaints(check("ask: \"a {{tunnel.pear}} b {{tunnel.peer\"")))
                .satisfiesExactlyInAnyOrder(
                        c -> assertThat(c)
                                .startsWith("my.yaml:6:")
                                .contains("tunnel.pear")
                                .contains("did you mean \"peer\"?"),
                        c -> assertThat(c).startsWith("my.yaml:6:31: {{ without its }}"));
        assertThat(complaints(check("ask: {{tunnel.peer}} is it?")))
                .singleElement()
                .asString()
                .startsWith("my.yaml:6:10: put text that starts with {{ in quotes");
    }

    @Test
    void fieldsAreChecked() {
        String good = "ask: Well?";
        assertThat(complaints(check(good))).isEmpty();
        assertThat(only(check("asks: Well?\n" + good)))
                .startsWith("my.yaml:6:5: a check has no field \"asks\"; did you mean \"ask\"?");
        assertThat(only(check(good + "\nask: Again?")))
                .startsWith("my.yaml:7:5: \"ask\" stands here twice (first in line 6)");
        assertThat(only(check("why: w"))).startsWith("my.yaml:4:5: a check without \"verdicts\" needs a question");
        assertThat(only(check(good + "\nverdicts: none"))).startsWith("my.yaml:7:5: \"verdicts\" must be a list");
        assertThat(only(check("ask: [Well?]"))).contains("\"ask\" must be text");
        assertThat(only(check(good + "\ndo: {strongswam: x}"))).contains("did you mean \"strongswan\"?");
        assertThat(only(check(good + "\nseed: [P3-a]"))).startsWith("my.yaml:7:12: \"P3-a\" is no code");
        assertThat(only(check(good + "\nlinks: [{title: t, url: \"javascript:x\"}]")))
                .contains("a link begins with https://");
        assertThat(only(check(good + "\nskip: {when: tunnel.chosen}"))).contains("\"because\" is missing");
        assertThat(only(check(good + "\nverdicts: [{unknown: u, when: tunnel.chosen, regardless: maybe}]")))
                .contains("\"regardless\" is true or false");
        assertThat(only(check(good + "\nverdicts: [{pass: p, when: tunnel.chosen}]")))
                .contains("\"pass\" needs \"evidence\"");
        assertThat(only(check(good + "\nverdicts: [{unknown: u}]"))).contains("\"when\" is missing");
        assertThat(only(check(good + "\nverdicts: [{when: tunnel.chosen}]"))).contains("a verdict says one of");
        assertThat(only(check(good).replace("my.one", "My One")))
                .startsWith("my.yaml:4:9: \"id\" is made of small letters");
        assertThat(only("checklist: my\ntitle: Mine")).contains("\"checks\" is missing");
        assertThat(only("checklist: my\nchecks: []")).contains("\"title\" is missing");
    }

    @Test
    void idsAreOncePerFileAndParentsAreThere() {
        String two = check("ask: Well?") + "  - {id: my.one, title: Again, ask: Well?}";
        assertThat(only(two)).startsWith("my.yaml:7:5: the id my.one is taken by the check in line 4");
        assertThat(only(check("ask: Well?\nparent: my.on")))
                .startsWith("my.yaml:7:13: no check here has the id my.on; did you mean \"my.one\"?");
        assertThat(only(check("ask: Well?\nparent: my.one"))).startsWith("my.yaml:7:13: a check is no part of itself");
        String circle =
                check("ask: Well?\nparent: my.two") + "  - {id: my.two, parent: my.one, title: Two, ask: Well?}";
        assertThat(complaints(circle)).isNotEmpty().allMatch(c -> c.contains("is no part of itself"));
    }

    @Test
    void aCheckWithoutIdIsNotUsed() {
        var file = new SourceFile("my.yaml", check("ask: Well?").replace("id: my.one", "why: w"));
        assertThat(ChecklistReader.read(file, Yaml.read(file).orElseThrow(), false, Texts.SIGNATURES)
                        .checks())
                .isEmpty();
        assertThat(file.complaints()).extracting(Complaint::what).containsExactly("\"id\" is missing");
    }

    @Test
    void complaintsAreSafeToPrintAndOnlySoMany() {
        assertThat(complaints(check("ask: Well?\n\"\\e[2Jx\\u202e\": 1")))
                .singleElement()
                .asString()
                .doesNotContain("\u001b", "\u202e");
        assertThat(complaints("checklist: my\ntitle: t\nchecks: [" + "1,".repeat(100_000) + "]"))
                .hasSizeLessThanOrEqualTo(SourceFile.MOST_COMPLAINTS + 1);
        assertThat(only(check("ask: Well?\n" + "x".repeat(100_000) + ": 1"))).hasSizeLessThan(3000);
    }

    @Test
    void monstrousExpressionsAreComplaints() {
        for (String when : new String[] {
            "(".repeat(50_000),
            "1" + "+1".repeat(40_000) + " == 2",
            "[".repeat(5000) + "]".repeat(5000) + " == []",
            "tunnel" + ".peer".repeat(20_000)
        }) {
            assertThat(complaints(rule("'" + when + "'")))
                    .as(when.substring(0, 10))
                    .hasSize(1);
        }
    }

    private static String only(String yaml) {
        assertThat(complaints(yaml)).hasSize(1);
        return complaints(yaml).getFirst();
    }
}
