package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.Door;
import espy.gateway.GatewayException;
import espy.gateway.Looks;
import espy.gateway.Pipes;
import espy.gateway.ProcessPipes;
import espy.gateway.Prompts;
import espy.gateway.Root;
import espy.gateway.Shells;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole look at a machine that has nothing but BusyBox: a folder of its links as the root, in namespaces of its own. */
class BusyBoxLookTest {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");

    @TempDir
    Path root;

    @Test
    void aSmallMachineWithOpenRc() throws Exception {
        machine("ID=alpine\nPRETTY_NAME=\"Alpine Linux v3.20\"\n");
        file("etc/init.d/charon", "");
        file("etc/runlevels/default/charon", "");
        file("run/openrc/softlevel", "");
        file(
                "var/log/messages",
                "Nov 25 02:00:00 alp daemon.info charon: 09[IKE] initiating IKE_SA hq[1] to 192.0.2.9\n");
        Snapshot snapshot = look();
        Facts facts =
                FactsReader.of(snapshot, Optional.empty(), Optional.empty()).facts();

        assertThat(snapshot.answers()).extracting(Answer::outcome).containsOnly(Outcome.DONE, Outcome.NOT_INSTALLED);
        assertThat(facts.gateway().os()).contains("Alpine Linux v3.20");
        assertThat(snapshot.text("P02").orElse("").lines()).contains("manager openrc", "unit charon inactive enabled");
        assertThat(facts.daemon().listens500()).contains(false);
        assertThat(facts.host().forwarding()).isPresent();
        assertThat(facts.host().diskFull()).isPresent();
        assertThat(facts.host().memoryFreePercent()).isPresent();
        assertThat(facts.host().load()).isPresent();
        assertThat(facts.host().clockSynced()).isPresent();
        assertThat(facts.host().nstat()).isPresent();
        assertThat(facts.log().lines()).contains(1L);
        assertThat(facts.log().kernel()).isPresent();
        assertThat(facts.firewall().active()).isEmpty();
        assertThat(facts.xfrm().states()).isEmpty();
        assertThat(facts.missing())
                .containsEntry(
                        "xfrm.states",
                        "The SAs could not be read: this `ip` is a reduced one; the package iproute2 has the full one")
                .containsEntry(
                        "firewall",
                        "There are no firewall tools on the gateway, neither `iptables` nor `nft`, so its rules cannot be seen;"
                                + " the package nftables has `nft`");
        // what could be shown was: loopback, down in its new namespace, is there all the same
        assertThat(snapshot.text("P09.link"))
                .hasValueSatisfying(t -> assertThat(t).contains("lo: <LOOPBACK> mtu"));
        assertThat(snapshot.text("P09.rule")).isPresent();
    }

    @Test
    void aRouterWithScriptsOnly() throws Exception {
        machine("ID=\"openwrt\"\nID_LIKE=\"lede openwrt\"\nPRETTY_NAME=\"OpenWrt 23.05.3\"\n");
        file("etc/init.d/swanctl", "");
        file("etc/rc.d/S90swanctl", "");
        file("etc/init.d/ipsec", "");
        file("sbin/procd", "");
        assertThat(root.resolve("sbin/procd").toFile().setExecutable(true)).isTrue();
        Snapshot snapshot = look();
        Facts facts =
                FactsReader.of(snapshot, Optional.empty(), Optional.empty()).facts();

        assertThat(snapshot.text("P02").orElse("").lines())
                .contains("manager procd", "unit swanctl - enabled", "unit ipsec - disabled");
        assertThat(facts.daemon().running()).contains(false);
        assertThat(facts.daemon().wanted()).contains(true);
        assertThat(facts.daemon().restartCommand()).startsWith("/etc/init.d/");
        assertThat(facts.missing().get("xfrm.policies")).contains("package ip-full ");
        assertThat(facts.missing().get("log")).contains("No log of an IKE daemon");
    }

    private void machine(String osRelease) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BUSYBOX), "BusyBox is not installed (package busybox-static)");
        assumeTrue(run("unshare", "--mount", "--net", "true").equals(""), "namespaces are refused here");
        for (String folder : List.of("bin", "proc", "sys", "dev", "tmp")) {
            Files.createDirectory(root.resolve(folder));
        }
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        for (String applet : run(BUSYBOX.toString(), "--list").lines().toList()) {
            if (!applet.equals("busybox")) {
                Files.createSymbolicLink(root.resolve("bin/" + applet), Path.of("busybox"));
            }
        }
        file("etc/os-release", osRelease);
    }

    private void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private Snapshot look() throws GatewayException, InterruptedException {
        try (var shells = new Shells(new Inside(root), Root.IF_FREE, Prompts.NOBODY)) {
            return Snapshot.of("small", Looks.look(shells, Probes.look(), id -> {}), true);
        }
    }

    /** Starts commands with the folder as their whole file system, in namespaces of their own. */
    private record Inside(Path root) implements Door {
        @Override
        public String name() {
            return "small";
        }

        @Override
        public Pipes open(String command) throws IOException {
            return new ProcessPipes(new ProcessBuilder(
                            "unshare",
                            "--mount",
                            "--net",
                            "sh",
                            "-c",
                            "cd \"$1\" && mount --bind /proc proc && mount --bind /sys sys && mount --bind /dev dev "
                                    + "&& export PATH=/bin && exec /usr/sbin/chroot . /bin/sh -c \"$2\"",
                            "sh",
                            root.toString(),
                            command)
                    .start());
        }

        @Override
        public GatewayException refused(IOException e) {
            return new GatewayException("the shell did not start", e);
        }

        @Override
        public GatewayException noShell(String heard) {
            return new GatewayException("no shell: " + heard);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return out;
    }
}
