package espy.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nft printed of one ruleset as JSON and as text means the same. */
class NftJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"gateway", "firewalld"})
    void jsonMeansWhatTextMeans(String name) throws IOException {
        var json = Nft.parse(sample(name + ".nft.json"), "");
        var text = Nft.parse(sample(name + ".nft.txt"), "");
        assertThat(json.unparsed()).isEmpty();
        assertThat(meaning(json.value())).isNotEmpty().isEqualTo(meaning(text.value()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"match":{"op":"==","left":{"meta":{"key":"ipsec"}},"right":true}},{"accept":null}                      | meta ipsec exists accept
                    {"match":{"op":"==","left":{"meta":{"key":"secpath"}},"right":false}},{"drop":null}                     | meta secpath missing drop
                    {"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}},{"accept":null}   | ct state established,related accept
                    {"match":{"op":"!=","left":{"payload":{"protocol":"ip","field":"daddr"}},"right":{"prefix":{"addr":"10.0.0.0","len":8}}}},{"drop":null} | ip daddr != 10.0.0.0/8 drop
                    {"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":{"range":["10.0.0.1","10.0.0.9"]}}},{"return":null} | ip saddr 10.0.0.1-10.0.0.9 return
                    {"match":{"op":"==","left":{"payload":{"protocol":"udp","field":"dport"}},"right":{"set":[500,4500]}}},{"counter":{"packets":7,"bytes":9}},{"accept":null} | udp dport { 500, 4500 } counter packets 7 bytes 9 accept
                    {"vmap":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":{"set":[[22,{"accept":null}],[80,{"jump":{"target":"web"}}]]}}} | tcp dport vmap { 22 : accept, 80 : jump web }
                    {"match":{"op":"==","left":{"fib":{"result":"type","flags":["daddr"]}},"right":"local"}},{"goto":{"target":"x"}} | fib daddr type local goto x
                    {"mangle":{"key":{"tcp option":{"name":"maxseg","field":"size"}},"value":{"rt":{"key":"mtu"}}}} | tcp option maxseg size set rt mtu
                    {"mangle":{"key":{"meta":{"key":"mark"}},"value":7}},{"accept":null} | meta mark set 7 accept
                    {"log":{"prefix":"drop it"}},{"drop":null} | log prefix "drop it" drop
                    {"limit":{"rate":5,"per":"second"}},{"accept":null} | limit accept
                    {"reject":{"type":"icmp","expr":"host-unreachable"}} | reject with icmp host-unreachable
                    {"snat":{"addr":"192.0.2.1"}} | snat to 192.0.2.1
                    {"xt":{"type":"target","name":"MASQUERADE"}} | masquerade
                    {"xt":{"type":"match","name":"policy"}},{"accept":null} | xt match policy accept
                    {"match":{"op":"==","left":{"ipsec":{"key":"reqid","dir":"in","spnum":0}},"right":1}},{"accept":null} | ipsec in reqid 1 accept
                    """)
    void oneRule(String json, String text) {
        var fromJson = Nft.parse("""
                {"nftables":[{"table":{"family":"inet","name":"t"}},{"chain":{"family":"inet","table":"t","name":"c","type":"filter","hook":"input","prio":-5,"policy":"drop"}},
                 {"rule":{"family":"inet","table":"t","chain":"c","handle":4,"comment":"why \\"so\\"","expr":[%s]}}]}""".formatted(json), "");
        var fromText = Nft.parse(
                "table inet t {\nchain c {\ntype filter hook input priority -5; policy drop;\n" + text + "\n}\n}", "");
        assertThat(meaning(fromJson.value())).isEqualTo(meaning(fromText.value()));
    }

    @Test
    void namesCannotEndATable() {
        var tables = Nft.parse("""
                {"nftables":[{"table":{"family":"ip","name":"a {\\n}\\ntable ip b"}},{"table":{"family":"ip","name":"c","flags":["dormant"]}},{"nonsense":7},7]}""", "");
        assertThat(tables.value())
                .noneMatch(t -> t.name().equals("b") || t.name().equals("c"));
    }

    @Test
    void jsonThatBreaksOffIsKept() {
        assertThat(Nft.parse("{\"nftables\": [{\"table\": {\"fam", "").unparsed())
                .hasSize(1);
    }

    /** Everything but how it was printed; of conditions that are not understood, that there is one. */
    private static List<String> meaning(List<Table> tables) {
        return tables.stream()
                .flatMap(t -> t.chains().stream()
                        .map(c -> t.family() + " " + t.name() + " " + c.name()
                                + c.base().map(b -> " " + b.hook() + b.nat() + b.priority() + b.policy())
                                + c.rules().stream()
                                        .map(r -> "\n" + r.packets() + r.action() + r.matches())
                                        .map(r -> r.replaceAll("Unknown\\[text=[^\\]]*\\]", "Unknown"))
                                        .toList()))
                .sorted()
                .toList();
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = NftJsonTest.class.getResourceAsStream("/netfilter/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
