package espy.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.base.Bytes;
import espy.ike.IkeMessage;
import espy.packet.Captured.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures of a real negotiation with traffic, read by us and by tshark. */
class PcapTest {
    private static final Path SAMPLES = Path.of("src/test/resources/packet");

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(SAMPLES.resolve(name));
    }

    private static List<String> tshark(String file, String filter, String... fields) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tshark")), "tshark is not installed");
        var command = new java.util.ArrayList<>(
                List.of("tshark", "-n", "-r", SAMPLES.resolve(file).toString(), "-Y", filter, "-T", "fields"));
        for (String f : fields) {
            command.addAll(List.of("-e", f));
        }
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().toList();
    }

    private static List<String> lines(String file, Function<Captured, Optional<String>> line) throws IOException {
        return Pcap.parse(sample(file)).packets().stream()
                .flatMap(p -> line.apply(p).stream())
                .toList();
    }

    private static Optional<IkeMessage> ike(Captured p) {
        return IpPacket.of(p.data())
                .map(Content::of)
                .flatMap(c -> c instanceof Content.Ike i ? IkeMessage.of(i.message()) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ikev1.pcap", "ikev2.pcap"})
    void ikeIsReadAsTsharkReadsIt(String file) throws Exception {
        var ours = lines(file, p -> ike(p).map(m -> String.format(
                Locale.ROOT,
                "%d\t%s\t%s\t%d\t0x%08x\t%d",
                p.number(),
                m.initiatorSpi(),
                m.responderSpi(),
                m.exchangeType(),
                m.messageId(),
                m.length())));
        assertThat(ours)
                .hasSizeGreaterThan(5)
                .isEqualTo(tshark(
                        file,
                        "isakmp",
                        "frame.number",
                        "isakmp.ispi",
                        "isakmp.rspi",
                        "isakmp.exchangetype",
                        "isakmp.messageid",
                        "isakmp.length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ikev1.pcap", "ikev2.pcap"})
    void espIsReadAsTsharkReadsIt(String file) throws Exception {
        var ours = lines(file, p -> IpPacket.of(p.data())
                .flatMap(ip -> Content.of(ip) instanceof Content.Esp e
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "%d\t%s\t%s\t0x%08x\t%d",
                                p.number(),
                                ip.src(),
                                ip.dst(),
                                e.spi(),
                                e.sequence()))
                        : Optional.empty()));
        assertThat(ours)
                .hasSizeGreaterThan(3)
                .isEqualTo(tshark(file, "esp", "frame.number", "ip.src", "ip.dst", "esp.spi", "esp.sequence"));
    }

    @Test
    void whatTheFirstExchangeOffersIsNamed() throws Exception {
        var first = Pcap.parse(sample("ikev2.pcap")).packets().stream()
                .flatMap(p -> ike(p).stream())
                .toList();
        assertThat(first.get(0).opens()).isTrue();
        assertThat(first.get(0).answersOpening()).isFalse();
        assertThat(first.get(1).answersOpening()).isTrue();
        assertThat(first.get(1).proposals())
                .containsExactly("AES_CBC-128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519");
        assertThat(first.get(2).encrypted()).isTrue();
        var old = Pcap.parse(sample("ikev1.pcap")).packets().stream()
                .flatMap(p -> ike(p).stream())
                .toList();
        assertThat(old.get(0).opens()).isTrue();
        assertThat(old.get(1).answersOpening()).isTrue();
        assertThat(old.get(1).proposals().getFirst()).startsWith("AES_CBC-128/SHA1/");
    }

    /** What {@code tcpdump -i any} writes: the second cooked format names the interface and the direction. */
    @Test
    void theCookedFormatTellsInterfaceAndDirection() {
        byte[] ip = {
            0x45, 0, 0, 28, 0, 0, 0, 0, 64, 50, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0x12, 0x34, 0x56, 0x78, 0, 0, 0, 9
        };
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var file = ByteBuffer.allocate(24 + 16 + 20 + ip.length).order(order);
            file.putInt(0xa1b2c3d4)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putInt(0)
                    .putInt(0)
                    .putInt(262144)
                    .putInt(276);
            file.putInt(1_700_000_000).putInt(500_000).putInt(20 + ip.length).putInt(20 + ip.length);
            file.order(ByteOrder.BIG_ENDIAN)
                    .putShort((short) 0x0800)
                    .putShort((short) 0)
                    .putInt(7)
                    .putShort((short) 1)
                    .put((byte) 4)
                    .put((byte) 6)
                    .putLong(0)
                    .put(ip);
            Captured p = Pcap.parse(file.array()).packets().getFirst();
            assertThat(p.device()).isEqualTo(7);
            assertThat(p.direction()).isEqualTo(Direction.OUT);
            assertThat(p.time().toString()).isEqualTo("2023-11-14T22:13:20.500Z");
            assertThat(Content.of(IpPacket.of(p.data()).orElseThrow()))
                    .isEqualTo(new Content.Esp(0x12345678L, 9, false));
        }
    }

    @Test
    void anIcmpErrorTellsWhatItIsAbout() {
        byte[] inner = {
            0x45,
            0,
            0,
            36,
            0,
            0,
            0,
            0,
            64,
            17,
            0,
            0,
            10,
            0,
            0,
            1,
            10,
            0,
            0,
            2,
            1,
            (byte) 0xf4,
            1,
            (byte) 0xf4,
            0,
            16,
            0,
            0
        };
        var data = ByteBuffer.allocate(8 + inner.length)
                .put(new byte[] {3, 4, 0, 0, 0, 0, 5, (byte) 0x78})
                .put(inner);
        var packet = new IpPacket(
                espy.base.Address.parse("192.0.2.1").orElseThrow(),
                espy.base.Address.parse("10.0.0.1").orElseThrow(),
                IpPacket.ICMP,
                56,
                false,
                true,
                Bytes.of(data.array()));
        assertThat(Content.of(packet)).isInstanceOfSatisfying(Content.Icmp.class, m -> {
            assertThat(m.says()).isEqualTo("need to frag");
            assertThat(m.mtu()).isEqualTo(1400);
            assertThat(m.about().orElseThrow().dst()).hasToString("10.0.0.2");
            assertThat(Content.of(m.about().orElseThrow())).isInstanceOf(Content.Ike.class);
        });
    }

    /** A capture that was stopped ends anywhere; nobody promises that what comes is a capture at all. */
    @Test
    void anyBeginningAndAnyGarbageIsRead() throws IOException {
        byte[] whole = sample("ikev2.pcap");
        int all = Pcap.parse(whole).packets().size();
        for (int length = 0; length < whole.length; length += 7) {
            Pcap part = Pcap.parse(Arrays.copyOf(whole, length));
            assertThat(part.packets().size()).isLessThanOrEqualTo(all);
        }
        var random = new Random(20);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = whole.clone();
            for (int n = 0; n < 40; n++) {
                changed[24 + random.nextInt(changed.length - 24)] = (byte) random.nextInt();
            }
            Pcap.parse(changed)
                    .packets()
                    .forEach(p -> IpPacket.of(p.data()).map(Content::of).ifPresent(c -> {
                        if (c instanceof Content.Ike m) {
                            IkeMessage.of(m.message());
                        }
                    }));
        }
    }
}
