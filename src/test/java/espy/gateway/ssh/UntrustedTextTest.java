package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold anything at all: what is understood counts, and nothing but a sentence comes of the rest. */
class UntrustedTextTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5gq1P0Jc0nRfYj1n2hDq3mZqk0r6xq3o6zqk0r6xq3";
    private static final List<String> WORDS = List.of(
            "Host",
            "Match",
            "Include",
            "ProxyJump",
            "IdentityFile",
            "all",
            "host",
            "*",
            "!",
            "\"",
            "'",
            "=",
            "#",
            "%h",
            "%",
            "${HOME}",
            "~/",
            "\\",
            ",",
            "[",
            "]:",
            "|1|",
            "@revoked",
            "@cert-authority",
            KEY,
            "Port",
            "22",
            "User",
            "\u0085",
            "\u2028",
            "é",
            "\0",
            "\t",
            " ");

    @TempDir
    Path folder;

    private static String anything(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(
                    switch (random.nextInt(6)) {
                        case 0 -> "\n";
                        case 1 -> String.valueOf((char) random.nextInt(0x250));
                        case 2, 3 -> " ";
                        default -> WORDS.get(random.nextInt(WORDS.size()));
                    });
        }
        return text.toString();
    }

    @RepeatedTest(200)
    void nothingIsThrownButSentences(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        Path file = Files.writeString(folder.resolve("anything"), anything(random));
        var options = new SshOptions(
                List.of(file.toString()),
                Optional.of(anything(random)),
                Optional.empty(),
                Optional.of(file.toString()),
                Map.of());
        try {
            Hop hop = Hop.of("gw", options, SshConfig.of(options.config(), folder), false);
            assertThat(hop.port()).isBetween(1, 65535);
        } catch (GatewayException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        HostSpec.of(anything(random));
        KnownHosts.about("gw", List.of(file));
        var key = new KeyFile(file, false, new Patience(Prompts.NOBODY, Duration.ZERO), new Passphrases());
        key.visible();
        assertThat(Said.clean(anything(random), 50)).hasSizeLessThan(52).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void commentsMayHaveAnyByte() throws Exception {
        Path known = folder.resolve("known_hosts");
        Files.write(known, ("gw " + KEY + " Ångström\u2028\u0085\n").getBytes(StandardCharsets.UTF_8));
        assertThat(KnownHosts.about("gw", List.of(known))).hasSize(1);

        assertThat(ConfigLine.of("User ann # Ångström \u0085 \u2028", "here")
                        .orElseThrow()
                        .words())
                .containsExactly("ann");
    }

    @Test
    void wordsAreSplitAsOpensshSplitsThem() {
        assertThat(words("a \"b c\"  'd \"e' f\\ g \"h\\\"i\" j#k # l \""))
                .containsExactly("a", "b c", "d \"e", "f g", "h\"i", "j#k");
        assertThat(words("a\\b \"\"")).containsExactly("a\\b", "");
        assertThat(ConfigLine.of("User \"ann", "here")).isEmpty();
        assertThat(ConfigLine.of("User # ann", "here")).isEmpty();
    }

    private static List<String> words(String text) {
        return ConfigLine.of("x " + text, "here").orElseThrow().words();
    }

    @Test
    void patternsWithManyStarsTakeNoTime() {
        String stars = "*a".repeat(2000);
        assertThat(Patterns.matches("a".repeat(2000) + "b", stars)).isFalse();
        assertThat(Patterns.matches("a".repeat(2000), stars)).isTrue();
    }

    @RepeatedTest(50)
    void patternsMeanWhatTheirRegularExpressionsMean(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 100; i++) {
            String text = letters(random, "ab.");
            String pattern = letters(random, "ab.*?");
            var regex = new StringBuilder();
            for (int at = 0; at < pattern.length(); at++) {
                char c = pattern.charAt(at);
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            assertThat(Patterns.matches(text, pattern))
                    .as("%s like %s", text, pattern)
                    .isEqualTo(text.matches(regex.toString()));
        }
    }

    private static String letters(Random random, String from) {
        var text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
