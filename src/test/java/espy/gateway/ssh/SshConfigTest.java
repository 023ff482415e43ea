package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration decides, judged by {@code ssh -G} of the installed OpenSSH. */
class SshConfigTest {
    private static final List<String> HOSTS = List.of("gw", "gw1", "fra-gw", "Web", "10.0.0.1", "a.example.com");
    private static final List<String> PATTERNS =
            List.of("gw", "gw*", "*", "?w", "fra-*", "!gw1", "10.*", "!*.com", "Web", "web", "real-*", "*.example.com");

    @TempDir
    Path folder;

    /** {@code ssh -G}: keyword → values in order; empty when ssh refuses the configuration. */
    private static Optional<Map<String, List<String>>> judge(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("ssh", "-G"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            return Optional.empty();
        }
        var found = new HashMap<String, List<String>>();
        out.lines().forEach(l -> {
            String[] parts = l.split(" ", 2);
            found.computeIfAbsent(parts[0], k -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
        });
        return Optional.of(found);
    }

    private static String one(Map<String, List<String>> found, String keyword, String otherwise) {
        return found.getOrDefault(keyword, List.of(otherwise)).getFirst();
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    /** What both know, in one form. Where ssh has a default that we have on purpose not, it is named here. */
    private static Map<String, String> theirs(Map<String, List<String>> g) {
        var all = new TreeMap<String, String>();
        for (String keyword : List.of(
                "user",
                "hostname",
                "port",
                "hashknownhosts",
                "identitiesonly",
                "connectionattempts",
                "serveralivecountmax",
                "numberofpasswordprompts",
                "addressfamily",
                "globalknownhostsfile",
                "userknownhostsfile",
                "requiredrsasize",
                "batchmode")) {
            all.put(keyword, one(g, keyword, ""));
        }
        String timeout = one(g, "connecttimeout", "none");
        all.put("connecttimeout", timeout.equals("none") ? "10" : timeout);
        all.put("bindaddress", one(g, "bindaddress", "-"));
        all.put("hostkeyalias", one(g, "hostkeyalias", "-"));
        all.put("proxycommand", one(g, "proxycommand", "-"));
        all.put("proxyjump", one(g, "proxyjump", "-"));
        all.put(
                "stricthostkeychecking",
                switch (one(g, "stricthostkeychecking", "")) {
                    case "true" -> "yes";
                    case "false" -> "no";
                    case String s -> s;
                });
        all.put("certificatefile", String.join("|", g.getOrDefault("certificatefile", List.of())));
        return all;
    }

    private static Map<String, String> ours(Hop hop) {
        var all = new TreeMap<String, String>();
        all.put("user", hop.user());
        all.put("hostname", hop.host());
        all.put("port", String.valueOf(hop.port()));
        all.put("hashknownhosts", yes(hop.trust().hash()));
        all.put("identitiesonly", yes(hop.keys().onlyFiles()));
        all.put("batchmode", yes(hop.methods().batch()));
        all.put("connectionattempts", String.valueOf(hop.line().attempts()));
        all.put("serveralivecountmax", String.valueOf(hop.line().unanswered()));
        all.put("numberofpasswordprompts", String.valueOf(hop.methods().prompts()));
        all.put("requiredrsasize", String.valueOf(hop.trust().leastRsaBits()));
        all.put("addressfamily", hop.line().family());
        all.put("globalknownhostsfile", paths(hop.trust().global()));
        all.put("userknownhostsfile", paths(hop.trust().own()));
        all.put("connecttimeout", String.valueOf(hop.line().connectTimeout().toSeconds()));
        all.put("bindaddress", hop.line().from().orElse("-"));
        String name = hop.trust().name();
        String plain = hop.port() == 22 ? hop.host() : "[" + hop.host() + "]:" + hop.port();
        all.put("hostkeyalias", name.equals(plain) ? "-" : name);
        all.put("proxycommand", hop.line().command().orElse("-"));
        all.put(
                "proxyjump",
                hop.line().jumps().isEmpty() ? "-" : String.join(",", hop.line().jumps()));
        all.put("stricthostkeychecking", hop.trust().strict());
        all.put(
                "certificatefile",
                String.join(
                        "|",
                        hop.keys().certificates().stream().map(Path::toString).toList()));
        return all;
    }

    private static String paths(List<Path> paths) {
        return String.join(" ", paths.stream().map(Path::toString).toList());
    }

    private static Hop hop(String typed, Path config, Map<String, String> options) throws GatewayException {
        var given =
                new SshOptions(List.of(), Optional.empty(), Optional.empty(), Optional.of(config.toString()), options);
        return Hop.of(typed, given, SshConfig.of(given.config(), Hop.home()), false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void generatedConfigurationsMeanTheSameAsToSsh(int seed) throws Exception {
        OpenSshServer.assumeInstalled();
        var random = new Random(seed);
        int judged = 0;
        for (int i = 0; i < 60; i++) {
            Path config = folder.resolve("config" + i);
            Files.writeString(config, text(random, i, 0));
            String host = pick(random, HOSTS);
            String typed = random.nextInt(4) == 0 ? "typed@" + host : host;
            var g = judge("-F", config.toString(), typed);
            if (g.isEmpty()) {
                continue;
            }
            judged++;
            Hop hop = hop(typed, config, Map.of());
            assertThat(ours(hop))
                    .as("%s in%n%s", typed, Files.readString(config))
                    .isEqualTo(theirs(g.get()));
            if (g.get().getOrDefault("identityfile", List.of()).stream().noneMatch(f -> f.startsWith("~"))) {
                assertThat(hop.keys().files().stream().map(Path::toString).toList())
                        .as("%s in%n%s", typed, Files.readString(config))
                        .isEqualTo(g.get().getOrDefault("identityfile", List.of()).stream()
                                .filter(f -> !f.equals("none"))
                                .toList());
            }
        }
        assertThat(judged).as("configurations that ssh accepts").isGreaterThan(45);
    }

    private String text(Random random, int number, int depth) throws IOException {
        var text = new StringBuilder();
        for (int block = 0; block < 1 + random.nextInt(6); block++) {
            text.append(header(random)).append('\n');
            for (int line = 0; line < 1 + random.nextInt(5); line++) {
                if (depth < 2 && random.nextInt(8) == 0) {
                    Path parts = Files.createDirectories(
                            folder.resolve("parts" + number + "-" + depth + "-" + block + "-" + line));
                    for (String part : List.of("a.conf", "b.conf", "c.other")) {
                        Files.writeString(parts.resolve(part), text(random, number * 10 + line, depth + 1));
                    }
                    text.append("  Include ")
                            .append(parts)
                            .append(random.nextBoolean() ? "/*.conf" : "/[ab].con?")
                            .append('\n');
                } else {
                    text.append(setting(random)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String header(Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> "Host " + pick(random, PATTERNS) + " " + pick(random, PATTERNS);
            case 3 -> "Host=\"" + pick(random, PATTERNS) + "\" # " + pick(random, PATTERNS);
            case 4 -> "Match " + not(random) + "host " + list(random);
            case 5 -> "MATCH " + not(random) + "originalhost " + list(random) + " " + not(random) + "user typed,adm*";
            case 6 -> "match " + not(random) + "localuser " + System.getProperty("user.name") + " host " + list(random);
            case 7 -> "Match " + not(random) + "final host " + list(random);
            default -> "Match all # " + list(random);
        };
    }

    private static String not(Random random) {
        return random.nextInt(3) == 0 ? "!" : "";
    }

    private static String list(Random random) {
        return pick(random, PATTERNS) + "," + pick(random, PATTERNS);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String setting(Random random) {
        int n = 1 + random.nextInt(50);
        String setting = pick(
                random,
                List.of(
                        "HostName real-%h",
                        "HostName 10.9.8." + n,
                        "HostName=other%%x",
                        "User adm" + n,
                        "User \"quoted name\"",
                        "Port " + (n * 100),
                        "HostName Other-" + n,
                        "IdentityFile /keys/id_" + n,
                        "IdentityFile '/keys/with blank " + n + "'",
                        "IdentityFile none",
                        "CertificateFile \"/keys/c " + n + "\"",
                        "IdentitiesOnly yes",
                        "IdentitiesOnly FALSE",
                        "ProxyJump j" + n + ",admin@k:2200",
                        "ProxyJump none",
                        "ProxyCommand nc -x 'p q' host " + n + " # no comment",
                        "ProxyCommand none",
                        "UserKnownHostsFile /k/%h-%n-%p-%r-%u-%k-%C-%L-%l-%i-%% /k/second" + n,
                        "UserKnownHostsFile \"/k/one two\" # three",
                        "GlobalKnownHostsFile /g/" + n,
                        "HashKnownHosts yes",
                        "StrictHostKeyChecking accept-new",
                        "StrictHostKeyChecking OFF",
                        "StrictHostKeyChecking yes",
                        "HostKeyAlias alias" + n,
                        "ConnectTimeout 1m" + n + "s",
                        "ConnectTimeout = " + n,
                        "ConnectTimeout none",
                        "ConnectionAttempts " + n,
                        "ServerAliveCountMax " + n,
                        "NumberOfPasswordPrompts " + n,
                        "BatchMode yes",
                        "AddressFamily inet6",
                        "BindAddress 192.0.2." + n,
                        "RequiredRSASize " + (n + 1000),
                        "IgnoreUnknown Some*",
                        "ForwardAgent yes",
                        "# a comment"));
        String keyword = setting.split("[ =]", 2)[0];
        String changed = random.nextInt(3) == 0 ? keyword.toUpperCase(Locale.ROOT) : keyword;
        return "  ".repeat(random.nextInt(3)) + changed + setting.substring(keyword.length());
    }

    // algorithms

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-ctr,aes256-gcm@openssh.com",
                "+3des-cbc,aes128-cbc",
                "-aes*",
                "-*-ctr,chacha20*",
                "^aes256-ctr,aes128-gcm@openssh.com",
                "^3des-cbc"
            })
    void listsOfCiphersMeanTheSameAsToSsh(String list) throws Exception {
        compareLists("ciphers", "cipher", list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-rsa,ecdsa*", "+ssh-rsa", "-*cert*", "-ecdsa-*,*256*", "^ssh-ed25519", "*", "ssh-*"})
    void listsOfSignaturesMeanTheSameAsToSsh(String list) throws Exception {
        compareLists("hostkeyalgorithms", "HostKeyAlgorithms", list);
        compareLists("pubkeyacceptedalgorithms", "PubkeyAcceptedAlgorithms", list);
    }

    private void compareLists(String keyword, String query, String list) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ssh")), "OpenSSH's client is not installed here (/usr/bin/ssh)");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path config = Files.writeString(folder.resolve("algorithms"), keyword + " " + list + "\n");
        String usual = judge("-F", empty.toString(), "h")
                .orElseThrow()
                .getOrDefault(keyword, List.of())
                .getFirst();
        String expected = judge("-F", config.toString(), "h")
                .orElseThrow()
                .getOrDefault(keyword, List.of())
                .getFirst();
        List<String> all = OpenSshServer.run("ssh", "-Q", query).lines().toList();

        assertThat(Algorithms.choose(List.of(usual.split(",", -1)), all, list))
                .isEqualTo(List.of(expected.split(",", -1)));
    }

    @Test
    void whatIsOldIsOffUntilItIsAskedFor() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                Host old
                  KexAlgorithms +diffie-hellman-group1-sha1
                  HostKeyAlgorithms +ssh-rsa
                  PubkeyAcceptedKeyTypes +ssh-rsa
                  Ciphers ^aes128-cbc
                  MACs hmac-sha1,umac-64@openssh.com
                """);
        var usual = hop("new", config, Map.of()).algorithms();
        var all = new ArrayList<>(usual.kex());
        all.addAll(usual.ciphers());
        all.addAll(usual.macs());
        all.addAll(usual.hostKeys());
        all.addAll(usual.userKeys());
        assertThat(all)
                .contains("mlkem768x25519-sha256", "sntrup761x25519-sha512", "curve25519-sha256")
                .noneMatch(n -> n.matches(".*(sha1|cbc|md5|arcfour|ssh-rsa|ssh-dss|none).*"));
        assertThat(usual.kexFactories()).hasSameSizeAs(usual.kex());
        assertThat(usual.cipherFactories()).hasSameSizeAs(usual.ciphers());
        assertThat(usual.macFactories()).hasSameSizeAs(usual.macs());

        var old = hop("old", config, Map.of()).algorithms();
        assertThat(old.kex()).endsWith("diffie-hellman-group1-sha1");
        assertThat(old.hostKeys()).endsWith("ssh-rsa");
        assertThat(old.userKeys()).endsWith("ssh-rsa");
        assertThat(old.ciphers()).startsWith("aes128-cbc").hasSize(7);
        assertThat(old.macs()).containsExactly("hmac-sha1");
    }

    @Test
    void algorithmsThatEspyHasNotAreSaid() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "MACs umac-64@openssh.com\n");
        assertThatThrownBy(() -> hop("h", config, Map.of()))
                .isInstanceOf(GatewayException.class)
                .hasMessageStartingWith("Espy knows none of the algorithms that MACs allows (umac-64@openssh.com, "
                        + config + ", line 1). Allow one of: ");
    }

    // ways to log in

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PubkeyAuthentication no|keyboard-interactive,password",
                "PasswordAuthentication no|publickey,keyboard-interactive",
                "ChallengeResponseAuthentication no|publickey,password",
                "PreferredAuthentications password,gssapi-with-mic,publickey|password,publickey",
                "GSSAPIAuthentication yes|publickey,keyboard-interactive,password",
            })
    void waysToLogInAreThoseThatAreAllowed(String line, String expected) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), line + "\n");
        assertThat(String.join(",", hop("h", config, Map.of()).methods().names()))
                .isEqualTo(expected);
    }

    @Test
    void noWayToLogInIsSaid() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "PreferredAuthentications gssapi-with-mic\n");
        assertThatThrownBy(() -> hop("h", config, Map.of()))
                .isInstanceOf(GatewayException.class)
                .hasMessage("The SSH options leave no way to log in (PreferredAuthentications is gssapi-with-mic). "
                        + "Espy can publickey, keyboard-interactive and password; allow one of them.");
    }

    // files

    @Test
    void ownFileGoesBeforeTheSystemsAndBothMayInclude() throws Exception {
        Path home = folder.resolve("home");
        Path ssh = Files.createDirectories(home.resolve(".ssh/conf.d/x"));
        Path system = Files.createDirectories(folder.resolve("etc"));
        Files.writeString(home.resolve(".ssh/config"), "Include conf.d/*/*.conf \"~/.ssh/more\"\nHost a\n  Port 1\n");
        Files.writeString(ssh.resolve("1.conf"), "Host a\n  User first\n");
        Files.writeString(home.resolve(".ssh/more"), "User second\nHost b\n  Port 7\n");
        Files.writeString(
                system.resolve("ssh_config"), "Include d/*\nHost *\n  Port 2\n  User third\n  ConnectTimeout 3\n");
        Files.createDirectories(system.resolve("d"));
        Files.writeString(system.resolve("d/x"), "Host c\n  ConnectTimeout 9\n");

        var config = SshConfig.read(home.resolve(".ssh/config"), system.resolve("ssh_config"), home);

        assertThat(decided(config, "a")).isEqualTo("first 1 3");
        assertThat(decided(config, "b")).isEqualTo("second 7 3");
        assertThat(decided(config, "c")).isEqualTo("second 2 9");
        assertThat(config.names()).containsExactly("a", "b", "c");
        assertThat(config.notUnderstood()).isEmpty();
    }

    private static String decided(SshConfig config, String host) throws GatewayException {
        var settings = new Settings();
        config.decide(host, "me", settings);
        return settings.first("user").orElse("") + " " + settings.first("port").orElse("") + " "
                + settings.first("connecttimeout").orElse("");
    }

    @Test
    void filesThatIncludeThemselvesEnd() throws Exception {
        Path config = folder.resolve("config");
        Path other = folder.resolve("other");
        Files.writeString(config, "Include " + other + "\nUser me\n");
        Files.writeString(other, "Include " + config + "\nPort 77\n");

        var hop = hop("h", config, Map.of());
        assertThat(hop.user()).isEqualTo("me");
        assertThat(hop.port()).isEqualTo(77);
        assertThat(Route.to(
                                "h",
                                new SshOptions(
                                        List.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(config.toString()),
                                        Map.of()))
                        .notices())
                .containsExactly("Not understood and left out: %s, line 1 (it includes itself).".formatted(config));
    }

    @Test
    void fileThatOthersMayWriteIsNotUsed() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "ProxyCommand evil\n");
        Files.setPosixFilePermissions(config, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-r--"));
        assertThatThrownBy(() -> SshConfig.read(config, folder.resolve("none"), folder))
                .isInstanceOf(GatewayException.class)
                .hasMessageEndingWith("Only you should: chmod go-w '" + config + "'");
    }

    // what is not done

    @Test
    void whatIsNotSupportedIsSaidByName() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                Match exec "true" host other
                  User nobody
                Match exec "true" host h
                  User nobody
                Match host h tagged x
                  User nobody
                Host h
                  PKCS11Provider /lib/token.so
                  VerifyHostKeyDNS no
                  ControlMaster auto
                  User "broken
                """);
        var options =
                new SshOptions(List.of(), Optional.empty(), Optional.empty(), Optional.of(config.toString()), Map.of());

        assertThat(Route.to("h", options).hops().getFirst().user()).isEqualTo(System.getProperty("user.name"));
        assertThat(Route.to("h", options).notices())
                .containsExactly(
                        "Not understood and left out: %s, line 11.".formatted(config),
                        "PKCS11Provider (%s, line 8) is not supported: put the key into your agent (ssh-add -s) instead."
                                .formatted(config),
                        "“Match exec” in your SSH configuration is not looked into: its settings are left out.",
                        "“Match tagged” in your SSH configuration is not looked into: its settings are left out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConnectTimeout abc|connecttimeout is “abc” in |it wants a time such as 10, 90s or 2m",
                "HashKnownHosts maybe|hashknownhosts is “maybe” in |it wants yes or no",
                "NumberOfPasswordPrompts 0|numberofpasswordprompts is “0” in |a number from 1 to 100",
                "UserKnownHostsFile /k/%z|“/k/%z” of your SSH configuration has the token %z|A plain % is written %%.",
                "UserKnownHostsFile ${ESPY_NOT_SET}/k|needs the environment variable ESPY_NOT_SET|Set it",
                "Port 0|0 is no port|Ports are 1 to 65535",
            })
    void valuesThatCannotBeAreSaid(String line, String what, String help) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), line + "\n");
        assertThatThrownBy(() -> hop("h", config, Map.of()))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(help);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "gw,-,gw,-",
                "ann@gw:2222,ann,gw,2222",
                "a@b@gw,a@b,gw,-",
                "[fe80::1%eth0]:22,-,fe80::1%eth0,22",
                "ann@::1,ann,::1,-",
                "ssh://ann%40corp@gw:7,ann@corp,gw,7",
                "ssh://a+b%2@gw/,a+b%2,gw,-",
                "ssh://[2001:db8::1]:7,-,2001:db8::1,7"
            })
    void hostsAreReadAsPeopleWriteThem(String typed, String user, String host, Integer port) {
        assertThat(HostSpec.of(typed))
                .contains(new HostSpec(Optional.ofNullable(user), host, Optional.ofNullable(port)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-oProxyCommand=x",
                "-x@gw",
                "a;b@gw",
                "$(id)@gw",
                "a b",
                "",
                "gw:",
                "gw/x",
                "ann\\@gw",
                "'@gw",
                "ssh://a%3Btouch%20pwn%3B@jump",
                "ssh://%24%28id%29@gw",
                "ssh://%2Doption@gw",
                "ssh://a%5C@gw",
                "ssh://a%0A@gw"
            })
    void whatCouldHarmIsNoHost(String typed) {
        assertThat(HostSpec.of(typed)).isEmpty();
    }
}
