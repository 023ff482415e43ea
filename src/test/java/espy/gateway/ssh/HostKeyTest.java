package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Question;
import espy.gateway.Root;
import espy.gateway.RootRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom known_hosts lets us trust, against OpenSSH's own server with keys of all types and with certificates. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostKeyTest {
    private static final String USER = System.getProperty("user.name");
    private static final List<String> TYPES = List.of("ed25519", "ecdsa", "rsa");

    @TempDir
    static Path common;

    private static Path key;
    private static Path authority;
    private static final Map<String, OpenSshServer> servers = new HashMap<>();

    @TempDir
    Path folder;

    private Path knownHosts;

    @BeforeAll
    static void start() throws Exception {
        OpenSshServer.assumeInstalled();
        key = OpenSshServer.key(common, "id", "ed25519", "");
        authority = OpenSshServer.key(common, "ca", "ed25519", "");
        for (String kind : List.of("plain", "good", "misnamed", "expired", "localhost")) {
            var hostKeys = new ArrayList<Path>();
            var lines = new ArrayList<String>();
            Path home = Files.createDirectories(common.resolve(kind));
            for (String type : TYPES) {
                Path hostKey = OpenSshServer.key(home, "host-" + type, type, "");
                hostKeys.add(hostKey);
                if (!kind.equals("plain")) {
                    OpenSshServer.run(
                            "ssh-keygen",
                            "-q",
                            "-h",
                            "-s",
                            authority.toString(),
                            "-I",
                            kind,
                            "-n",
                            switch (kind) {
                                case "misnamed" -> "somewhere.else";
                                case "localhost" -> "localhost";
                                default -> "127.0.0.1";
                            },
                            "-V",
                            kind.equals("expired") ? "20200101:20200102" : "always:forever",
                            hostKey + ".pub");
                    lines.add("HostCertificate " + hostKey + "-cert.pub");
                }
            }
            servers.put(
                    kind,
                    OpenSshServer.start(home.resolve("server"), hostKeys, List.of(key), lines.toArray(String[]::new)));
        }
    }

    @AfterAll
    static void stop() {
        servers.values().forEach(OpenSshServer::close);
    }

    @BeforeEach
    void files() {
        knownHosts = folder.resolve("known_hosts");
    }

    private static OpenSshServer server(String kind) {
        return java.util.Objects.requireNonNull(servers.get(kind));
    }

    private static String name(String kind) {
        return "[127.0.0.1]:" + server(kind).port();
    }

    private static String pub(String kind, String type) throws IOException {
        return Files.readString(common.resolve(kind).resolve("host-" + type + ".pub"));
    }

    private static String authorityLine() throws IOException {
        return Files.readString(Path.of(authority + ".pub"));
    }

    private void write(String line) throws IOException {
        Files.writeString(knownHosts, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private SshOptions options(String... more) {
        var all = new HashMap<>(Map.of(
                "userknownhostsfile", "'" + knownHosts + "'", "globalknownhostsfile", "none", "identityagent", "none"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return new SshOptions(List.of(key.toString()), Optional.empty(), Optional.empty(), Optional.of("none"), all);
    }

    private void logsIn(String kind, Person person, String... more) throws Exception {
        SshGateway.connect(USER + "@127.0.0.1:" + server(kind).port(), options(more), person)
                .close();
    }

    private String refusal(String kind, Person person, String... more) {
        var thrown = new ArrayList<String>();
        assertThatThrownBy(() -> logsIn(kind, person, more))
                .isInstanceOfSatisfying(GatewayException.class, e -> thrown.add(String.valueOf(e.getMessage())));
        return thrown.getFirst();
    }

    // order of algorithms

    @ParameterizedTest
    @CsvSource({
        "plain,ed25519", "plain,ecdsa", "plain,rsa", "good,ed25519", "good,ecdsa", "good,rsa",
        "misnamed,ed25519", "misnamed,ecdsa", "misnamed,rsa", "expired,ed25519", "expired,ecdsa", "expired,rsa"
    })
    void keyThatIsKnownIsShownWhateverElseTheServerHas(String kind, String type) throws Exception {
        write(name(kind) + " " + pub(kind, type));
        var person = new Person(false);
        logsIn(kind, person);
        assertThat(person.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "good", "misnamed", "expired"})
    void unknownHostIsAskedAboutByItsPlainKey(String kind) throws Exception {
        var person = new Person(true);
        logsIn(kind, person);
        assertThat(person.asked).singleElement().asString().startsWith(name(kind) + " ssh-ed25519 SHA256:");
        assertThat(Files.readString(knownHosts)).startsWith(name(kind) + " ssh-ed25519 ");
    }

    @Test
    void orderThatSomebodyChoseStays() throws Exception {
        write(name("plain") + " " + pub("plain", "ed25519"));
        var person = new Person(true);
        logsIn("plain", person, "hostkeyalgorithms", "rsa-sha2-512");
        assertThat(person.asked).singleElement().asString().contains(" ssh-rsa SHA256:");
    }

    // certificates

    @ParameterizedTest
    @ValueSource(strings = {"*", "127.0.0.1,[127.0.0.1]:*", "[127.*]:*"})
    void authorityVouchesForAHost(String pattern) throws Exception {
        write("@cert-authority " + pattern + " " + authorityLine());
        var person = new Person(false);
        logsIn("good", person, "stricthostkeychecking", "yes");
        assertThat(person.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"misnamed", "expired"})
    void certificateThatIsNotValidCountsAsThePlainKey(String kind) throws Exception {
        write("@cert-authority * " + authorityLine());
        assertThat(refusal(kind, new Person(true), "stricthostkeychecking", "yes"))
                .contains("is not known here");

        write(name(kind) + " " + pub(kind, "ed25519"));
        logsIn(kind, new Person(false), "stricthostkeychecking", "yes");
    }

    @Test
    void revokedAuthorityIsRefused() throws Exception {
        write("@cert-authority * " + authorityLine());
        write("@revoked * " + authorityLine());
        assertThat(refusal("good", new Person(true))).contains("marked as revoked in " + knownHosts + ", line 2");
    }

    /** Behind a command or a jump host we dial a port of our own machine: its name must not count. */
    @ParameterizedTest
    @CsvSource({
        "command,good,none,true",
        "command,localhost,none,false",
        "command,misnamed,somewhere.else,true",
        "command,good,somewhere.else,false",
        "jump,good,none,true",
        "jump,localhost,none,false",
        "jump,misnamed,somewhere.else,true",
        "jump,good,somewhere.else,false",
        "direct,localhost,none,false",
        "direct,misnamed,SOMEWHERE.else,true",
        "direct,good,somewhere.else,false"
    })
    void certificateIsForTheNameOfTheGatewayWhateverTheWay(String way, String kind, String alias, boolean valid)
            throws Exception {
        write("@cert-authority * " + authorityLine());
        write("[127.0.0.1]:" + server("plain").port() + " " + pub("plain", "ed25519"));
        Path config = Files.writeString(
                folder.resolve("config"),
                "Host *\n  HostName 127.0.0.1\n  User %s\n  IdentityFile %s\n  IdentityAgent none\n"
                                .formatted(USER, key)
                        + "  StrictHostKeyChecking yes\n  GlobalKnownHostsFile none\n  UserKnownHostsFile %s\n"
                                .formatted(knownHosts)
                        + "Host jump\n  Port %d\nHost gw\n  Port %d\n"
                                .formatted(server("plain").port(), server(kind).port())
                        + (alias.equals("none") ? "" : "  HostKeyAlias " + alias + "\n")
                        + switch (way) {
                            case "command" -> "  ProxyCommand nc %h %p\n";
                            case "jump" -> "  ProxyJump jump\n";
                            default -> "";
                        });
        assertThat(sshGetsIn("-F", config.toString(), "gw")).isEqualTo(valid);

        var options =
                new SshOptions(List.of(), Optional.empty(), Optional.empty(), Optional.of(config.toString()), Map.of());
        if (valid) {
            SshGateway.connect("gw", options, new Person(false)).close();
        } else {
            assertThatThrownBy(() ->
                            SshGateway.connect("gw", options, new Person(true)).close())
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("is not known here");
        }
    }

    // patterns and files

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|true",
                "[127.0.0.?]:*|true",
                "10.*,[127.*|true",
                "*,![127.0.0.1]:PORT|true",
                "*,![127.0.0.1]:PORT,!127.0.0.1|false",
                "127.0.0.2|false",
                "127.0.0.1|true",
            })
    void patternsAreComparedAsOpensshDoes(String pattern, boolean known) throws Exception {
        write(pattern.replace("PORT", String.valueOf(server("plain").port())) + " " + pub("plain", "ed25519"));
        assertThat(sshKnows("plain")).isEqualTo(known);
        if (known) {
            logsIn("plain", new Person(false), "stricthostkeychecking", "yes");
        } else {
            assertThat(refusal("plain", new Person(true), "stricthostkeychecking", "yes"))
                    .contains("is not known here");
        }
    }

    /** Several lines, with slashes between them; {@code KEY} is the host's, {@code OTHER} another one, {@code CA} that of the authority. */
    @ParameterizedTest
    @CsvSource({
        "good,@cert-authority 127.0.0.1 CA,true",
        "good,@cert-authority 127.0.0.1 CA/@revoked 127.0.0.1 CA,false",
        "good,@cert-authority 127.0.0.1 CA/@revoked 127.0.0.1 KEY,false",
        "good,@cert-authority 127.0.0.1 CA/[127.0.0.1]:PORT OTHER,true",
        "misnamed,@cert-authority 127.0.0.1 CA,false",
        "plain,127.0.0.1 KEY,true",
        "plain,127.0.0.1 KEY/@revoked 127.0.0.1 KEY,false",
        "plain,[127.0.0.1]:PORT KEY/@revoked 127.0.0.1 KEY,true",
        "plain,[127.0.0.1]:PORT OTHER/127.0.0.1 KEY,false",
        "plain,127.0.0.1 OTHER,false"
    })
    void linesWithoutAPortAreGoodForEveryPortAsForOpenssh(String kind, String lines, boolean known) throws Exception {
        for (String line : lines.split("/", -1)) {
            String[] words =
                    line.replace("PORT", String.valueOf(server(kind).port())).split(" (?=\\w+$)", 2);
            write(words[0] + " "
                    + switch (words[1]) {
                        case "KEY" -> pub(kind, "ed25519");
                        case "OTHER" -> pub("expired", "ed25519");
                        default -> authorityLine();
                    });
        }
        assertThat(sshKnows(kind)).isEqualTo(known);
        if (known) {
            logsIn(kind, new Person(false), "stricthostkeychecking", "yes");
        } else {
            refusal(kind, new Person(true), "stricthostkeychecking", "yes");
        }
    }

    /** Whether OpenSSH's client gets in without a question. */
    private boolean sshKnows(String kind) throws Exception {
        return sshGetsIn(
                "-F",
                "none",
                "-i",
                key.toString(),
                "-p",
                String.valueOf(server(kind).port()),
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UserKnownHostsFile=" + knownHosts,
                "-o",
                "GlobalKnownHostsFile=none",
                "127.0.0.1");
    }

    private static boolean sshGetsIn(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("ssh", "-o", "BatchMode=yes"));
        command.addAll(List.of(arguments));
        command.add("true");
        Process ssh = new ProcessBuilder(command).redirectErrorStream(true).start();
        ssh.getOutputStream().close();
        ssh.getInputStream().readAllBytes();
        return ssh.waitFor() == 0;
    }

    @Test
    void allFilesAreLookedInto() throws Exception {
        Path second = folder.resolve("second");
        Path global = folder.resolve("global file");
        Files.writeString(second, "unrelated " + pub("plain", "rsa"));
        Files.writeString(global, name("plain") + " " + pub("plain", "rsa"));
        logsIn(
                "plain",
                new Person(false),
                "stricthostkeychecking",
                "yes",
                "userknownhostsfile",
                knownHosts + " " + second,
                "globalknownhostsfile",
                "/no/such \"" + global + "\"");
    }

    @Test
    void newKeyStartsOnALineOfItsOwnAndALinkStaysALink() throws Exception {
        Path real = folder.resolve("real");
        Files.writeString(real, "# the last line has no end");
        Files.createSymbolicLink(knownHosts, real);
        logsIn("plain", new Person(true));

        assertThat(knownHosts).isSymbolicLink();
        assertThat(Files.readAllLines(real))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith(name("plain") + " ssh-ed25519");
        logsIn("plain", new Person(false));
    }

    @Test
    void newNamesAreHashedWhereThatIsWanted() throws Exception {
        logsIn("plain", new Person(true), "hashknownhosts", "yes");
        assertThat(Files.readString(knownHosts)).startsWith("|1|").doesNotContain("127.0.0.1");
        assertThat(OpenSshServer.run("ssh-keygen", "-F", name("plain"), "-f", knownHosts.toString()))
                .contains("ssh-ed25519");
        logsIn("plain", new Person(false));
    }

    @Test
    void keyThatCannotBeWrittenDownIsSaidAndNoReasonToStop() throws Exception {
        Path file = Files.writeString(folder.resolve("no folder"), "");
        var noticed = new ArrayList<String>();
        var person = new Person(true) {
            @Override
            public void notice(String sentence) {
                noticed.add(sentence);
            }
        };
        logsIn("plain", person, "userknownhostsfile", "\"" + file + "/known_hosts\"");
        assertThat(noticed)
                .containsExactly(
                        "The host key of %s could not be written to %s/known_hosts, so you will be asked again. Check who may write there."
                                .formatted(name("plain"), file));
    }

    // changed keys

    @Test
    void commandThatRemovesAnOldKeyIsQuoted() throws Exception {
        knownHosts = folder.resolve("it's here");
        write(name("plain") + " " + pub("good", "ed25519"));
        assertThat(refusal("plain", new Person(true), "userknownhostsfile", "\"" + knownHosts + "\""))
                .endsWith("remove the line with: ssh-keygen -f '%s' -R '%s'"
                        .formatted(knownHosts.toString().replace("'", "'\\''"), name("plain")));
        String command =
                "ssh-keygen -f '%s' -R '%s'".formatted(knownHosts.toString().replace("'", "'\\''"), name("plain"));
        OpenSshServer.run("sh", "-c", command);
        assertThat(Files.readString(knownHosts)).isEmpty();
    }

    @Test
    void changedKeyThatIsLetPassGetsNoPassword() throws Exception {
        write(name("plain") + " " + pub("good", "ed25519"));
        logsIn("plain", new Person(false), "stricthostkeychecking", "no");

        var person = new Person(false, "secret");
        try (var asking = OpenSshServer.start(
                folder.resolve("asking"),
                List.of(common.resolve("plain/host-ed25519")),
                List.of(),
                "PasswordAuthentication yes")) {
            write("[127.0.0.1]:" + asking.port() + " " + pub("good", "ed25519"));
            assertThatThrownBy(() -> SshGateway.connect(
                                    USER + "@127.0.0.1:" + asking.port(),
                                    options("stricthostkeychecking", "no"),
                                    person)
                            .close())
                    .hasMessageContaining("No password was tried, because its host key has changed.");
        }
        assertThat(person.asked).isEmpty();
    }

    @Test
    void changedKeyThatIsLetPassIsSaidAndGetsNoSudoPassword() throws Exception {
        write(name("plain") + " " + pub("good", "ed25519"));
        var noticed = new ArrayList<String>();
        var person = new Person(false, "secret", "secret") {
            @Override
            public void notice(String sentence) {
                noticed.add(sentence);
            }
        };
        var question = new Question("A", "id", true, Duration.ofSeconds(20), 1000);
        try (var gateway = SshGateway.connect(
                USER + "@127.0.0.1:" + server("plain").port(),
                options("stricthostkeychecking", "no"),
                Root.ASK_FIRST,
                person)) {
            assertThat(noticed)
                    .singleElement()
                    .asString()
                    .contains("The host key of " + name("plain") + " has changed", knownHosts + ", line 1,");
            for (Gateway each : List.of(gateway, gateway.as(Root.ASK_FIRST, person))) {
                assertThatThrownBy(() -> each.look(List.of(question), id -> {}))
                        .isInstanceOf(RootRefusedException.class);
            }
        }
        assertThat(noticed).hasSize(3).last().asString().startsWith("No sudo password is given, because a host key");
        assertThat(person.asked).isEmpty();
    }

    // keys that must not be trusted

    @Test
    void listOfRevokedKeysIsHonoured() throws Exception {
        write(name("plain") + " " + pub("plain", "ed25519"));
        Path list = Files.writeString(folder.resolve("revoked"), "# gone\n" + pub("plain", "ed25519"));
        assertThat(refusal("plain", new Person(true), "revokedhostkeys", list.toString()))
                .contains("is in the list of revoked keys " + list);
        Files.writeString(list, pub("good", "ed25519"));
        logsIn("plain", new Person(false), "revokedhostkeys", list.toString());
    }

    @Test
    void listOfRevokedKeysThatCannotBeReadTrustsNobody() throws Exception {
        write(name("plain") + " " + pub("plain", "ed25519"));
        assertThat(refusal("plain", new Person(true), "revokedhostkeys", "/no/such"))
                .contains("/no/such cannot be read, so no host key can be trusted");

        Path list = folder.resolve("krl");
        OpenSshServer.run(
                "ssh-keygen",
                "-q",
                "-k",
                "-f",
                list.toString(),
                common.resolve("good/host-rsa.pub").toString());
        assertThat(refusal("plain", new Person(true), "revokedhostkeys", list.toString()))
                .contains("is a KRL, which Espy does not read");
    }

    @Test
    void shortRsaKeyIsRefused() throws Exception {
        write(name("plain") + " " + pub("plain", "rsa"));
        assertThat(refusal("plain", new Person(true), "requiredrsasize", "8192", "hostkeyalgorithms", "rsa-sha2-512"))
                .contains("has only 3072 bits, which is too short");
    }

    @Test
    void ownMachineNeedsNoKeyWhereSomebodySaysSo() throws Exception {
        var person = new Person(false);
        logsIn("plain", person, "nohostauthenticationforlocalhost", "yes", "stricthostkeychecking", "yes");
        assertThat(person.asked).isEmpty();
    }

    @Test
    void certificatesAreNotTakenForPlainKeys() throws Exception {
        // a line without the marker makes a CA's key that of a host
        write("* " + authorityLine());
        assertThat(refusal("good", new Person(true), "stricthostkeychecking", "yes"))
                .contains("has changed");
    }
}
