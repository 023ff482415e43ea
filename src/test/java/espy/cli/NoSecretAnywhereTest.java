package espy.cli;

import static espy.cli.Shell.espy;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Mask;
import espy.probe.Snapshot;
import espy.probe.SnapshotFile;
import espy.probe.facts.FactsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Puts secrets wherever a gateway may have them, makes everything that Espy can make of it, and looks for them in all of that. */
class NoSecretAnywhereTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    /** By a name for the place in which each stands. */
    private static final Map<String, String> SECRETS = new LinkedHashMap<>();

    private static final String KEY = "8f1d2c3b4a5968778695a4b3c2d1e0ff";
    private static final String AUTH = "f00dfeed1234abcdf00dfeed1234abcd99887766";
    private static final String DUMPED = "d00dcafe55aa66bb77cc88dd99ee0011";

    @TempDir
    private Path folder;

    private static String secret(String place) {
        return SECRETS.computeIfAbsent(place, p -> "Zq7-" + p + "-uX4w");
    }

    private static Snapshot seeded() {
        String dump = HexFormat.ofDelimiter(" ")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(DUMPED));
        String hex = HexFormat.of().formatHex(secret("hexed").getBytes(StandardCharsets.UTF_8));
        String base64 = Base64.getEncoder().encodeToString(secret("coded").getBytes(StandardCharsets.UTF_8));
        var outputs = new LinkedHashMap<String, String>();
        outputs.put("P01", "uid=0\nhost=gw\ntime=1767323045\n");
        outputs.put(
                "P02",
                "process 9 charon-systemd /usr/sbin/charon-systemd\nprocess 11 charon /usr/bin/charon-cmd --profile x --psk %s\n"
                                .formatted(secret("commandline"))
                        + "process 12 pluto whack --xauthname u --xauthpass=%s\n".formatted(secret("whack")));
        outputs.put("P06.state", """
                src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0xc0000001 reqid 1 mode tunnel
                \tauth-trunc hmac(sha1) 0x%s 96
                \tenc cbc(aes) 0x%s
                \tlifetime current:
                \t  100(bytes), 3(packets)
                \tfuture word 0x%s
                """.formatted(AUTH, KEY, KEY));
        outputs.put(
                "P06.policy",
                "src 10.1.0.0/16 dst 10.2.0.0/16\n\tdir out priority 1\n\ttmpl src 192.0.2.1 dst 198.51.100.2\n\t\tproto esp reqid 1 mode tunnel\n");
        outputs.put("P13.journal", """
                2026-01-02T03:00:00+0000 gw charon-systemd[9]: 05[IKE] Sk_ei secret => 16 bytes @ 0x7f0000001000
                2026-01-02T03:00:00+0000 gw charon-systemd[9]: 05[IKE]    0: %s  ................
                2026-01-02T03:00:00+0000 gw charon-systemd[9]: 05[CFG] loaded PSK "%s" from file
                2026-01-02T03:00:00+0000 gw charon-systemd[9]: 05[CFG] mysql://vpn:%s@db/ipsec failed
                2026-01-02T03:00:01+0000 gw pluto[9]: | ikev2 I 0x1 0x2 aes256:0x%s
                2026-01-02T03:00:01+0000 gw charon-systemd[9]: 06[CFG] surprised by %s here, %s and %s too, or %s
                2026-01-02T03:00:02+0000 gw charon-systemd[9]: 07[IKE] received AUTHENTICATION_FAILED notify error
                """.formatted(
                        dump,
                        secret("logged"),
                        secret("database"),
                        KEY,
                        secret("swanctl"),
                        secret("swanctl").toUpperCase(Locale.ROOT),
                        hex,
                        base64));
        outputs.put(
                "P13.files",
                "==> /var/log/racoon.log <==\n2026-01-02 03:00:00: DEBUG: key\n"
                        + DUMPED.replaceAll("(.{8})(?=.)", "$1 ") + "\n");
        outputs.put("P20", """
                ==> /etc/swanctl/swanctl.conf <==
                connections { a { remote_addrs = 198.51.100.2
                  local { auth = psk
                  id = gw }
                  children { a { remote_ts = 10.2.0.0/16 } } } }
                secrets {
                  ike-a { secret = "%s" }
                  ike-b { secret = "two
                    lines } # %s" }
                  ike-c { secret = 0x%s }
                  ike-d { secret = 0s%s }
                  eap-a { id = carol
                    secret = %s }
                  token-a { pin = %s }
                }
                ==> /etc/strongswan.conf <==
                charon { plugins { eap-radius { servers { a { secret = %s
                  address = 10.0.0.5 } } } sql { database = mysql://vpn:%s@db/ipsec } } }
                # secret = %s
                ==> /etc/ipsec.secrets <==
                @gw @peer : PSK "%s # no comment"
                : PSK '%s'
                %%any:PSK"%s"
                : RSA key.pem "%s"
                carol : XAUTH
                    %s
                # : PSK "%s"
                : PSK "%s
                ==> /etc/racoon/psk.txt <==
                192.0.2.9\t%s
                ==> /etc/ipsec.d/key.conf <==
                -----BEGIN RSA PRIVATE KEY-----
                %s
                -----END RSA PRIVATE KEY-----
                ==> /etc/racoon/setkey.conf <==
                add 192.0.2.1 192.0.2.2 esp 0x201 -E aes-cbc "%s" -A hmac-sha1 0x%s;
                """.formatted(
                        secret("swanctl"),
                        secret("multiline"),
                        hex,
                        base64,
                        secret("eap"),
                        secret("pin"),
                        secret("radius"),
                        secret("sqlurl"),
                        secret("commented"),
                        secret("psk"),
                        secret("singlequoted"),
                        secret("unspaced"),
                        secret("passphrase"),
                        secret("nextline"),
                        secret("oldpsk"),
                        secret("unclosed"),
                        secret("racoon"),
                        secret("pem"),
                        secret("setkey"),
                        AUTH));
        var answers = outputs.entrySet().stream()
                .map(e -> new Answer(
                        e.getKey(),
                        "true",
                        AT,
                        Duration.ZERO,
                        Answer.Outcome.DONE,
                        0,
                        false,
                        e.getValue(),
                        "psk=" + secret("stderr") + "\n"))
                .toList();
        SECRETS.put("key", KEY);
        SECRETS.put("auth", AUTH);
        SECRETS.put("dumped", DUMPED);
        return Snapshot.of("gw", new Look(Access.ROOT, "root", AT, answers), false);
    }

    @Test
    void noSecretIsInAnythingThatEspyMakes() throws IOException {
        var logged = new Logged();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        logged.setContext(root.getLoggerContext());
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        try {
            everything().forEach(NoSecretAnywhereTest::assertNoSecret);
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
        }
        assertNoSecret("the log", logged.text.toString());
    }

    /** What was made, by what it is. */
    private Map<String, String> everything() throws IOException {
        var made = new LinkedHashMap<String, String>();
        Snapshot snapshot = seeded();
        Path file = folder.resolve("seeded.zip");
        SnapshotFile.save(snapshot, file, false);
        made.put("the snapshot file", unpacked(file));
        made.put(
                "the snapshot",
                snapshot + " " + snapshot.vault() + " " + snapshot.look(false) + " " + Mask.of(snapshot));
        var read = FactsReader.of(snapshot, Optional.empty(), Optional.empty());
        made.put("the facts", read.toString());

        Path masked = folder.resolve("masked.zip");
        made.put("snapshot --mask", all(espy("snapshot", file.toString(), "--mask", "-o", masked.toString())));
        made.put("the masked file", unpacked(masked));

        // the keys are in this one, so that all that follows has them at hand and must not tell them
        Path keys = folder.resolve("keys.zip");
        SnapshotFile.save(snapshot, keys, true);
        assertThat(unpacked(keys))
                .contains(SECRETS.values().stream()
                        .filter(s -> !s.equals(DUMPED) && !s.equals(secret("hexed")) && !s.equals(secret("coded")))
                        .toList());
        Path html = folder.resolve("r.html");
        Path markdown = folder.resolve("r.md");
        Path junit = folder.resolve("r.xml");
        made.put(
                "check",
                all(espy(
                        "check",
                        keys.toString(),
                        "--html",
                        html.toString(),
                        "--markdown",
                        markdown.toString(),
                        "--junit",
                        junit.toString())));
        made.put("the HTML report", Files.readString(html));
        made.put("the Markdown report", Files.readString(markdown));
        made.put("the JUnit report", Files.readString(junit));
        made.put("check --json", all(espy("check", keys.toString(), "--json")));
        made.put("facts", all(espy("facts", keys.toString())));
        made.put("xfrm", all(espy("xfrm", keys.toString())));
        made.put("xfrm --json", all(espy("xfrm", keys.toString(), "--json")));
        made.put("compare", all(espy("compare", keys.toString(), file.toString())));
        made.put("compare --json", all(espy("compare", keys.toString(), masked.toString(), "--json")));
        made.put(
                "a snapshot without keys",
                all(espy(
                        "snapshot",
                        keys.toString(),
                        "-o",
                        folder.resolve("again.zip").toString())));
        made.put("its file", unpacked(folder.resolve("again.zip")));
        made.values().forEach(m -> assertThat(m).isNotBlank());
        return made;
    }

    private static String all(Shell run) {
        assertThat(run.status()).as(run.err()).isIn(0, 1, 4);
        return run.out() + run.err();
    }

    private static String unpacked(Path file) throws IOException {
        var text = new StringBuilder();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                text.append(e.getName()).append('\n').append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static void assertNoSecret(String where, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String digits = lower.replaceAll("[\\s:]", "");
        SECRETS.forEach((place, secret) -> {
            boolean isHex = secret.matches("[0-9a-f]+");
            byte[] bytes = isHex ? HexFormat.of().parseHex(secret) : secret.getBytes(StandardCharsets.UTF_8);
            var forms = new ArrayList<>(
                    List.of(secret.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(bytes)));
            forms.forEach(form -> assertThat(digits.contains(form) || lower.contains(form))
                    .as("the secret of “%s” in %s, as %s", place, where, form)
                    .isFalse());
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            assertThat(text.contains(base64))
                    .as("the secret of “%s” in %s, in base64", place, where)
                    .isFalse();
        });
    }

    private static final class Logged extends AppenderBase<ILoggingEvent> {
        private final StringBuilder text = new StringBuilder();

        @Override
        protected void append(ILoggingEvent event) {
            text.append(event.getFormattedMessage()).append('\n');
        }
    }
}
