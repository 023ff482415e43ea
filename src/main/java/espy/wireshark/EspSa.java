package espy.wireshark;

import espy.base.Address;
import espy.base.Secret;
import espy.xfrm.Algorithm;
import espy.xfrm.State;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Wireshark's table {@code esp_sa}: the keys of SAs, one row an SA.
 *
 * <p>A row that Wireshark would read wrongly is never written; the SA is named in {@link #cannot} instead. Rows keep the order of the SAs: the
 * first that fits a packet wins, and each row before it costs time.
 *
 * @param rows    with the keys in them, without line ends
 * @param cannot  a sentence for each ESP SA that cannot be expressed
 * @param remarks what to know about rows that were written, and SAs that need none
 */
public record EspSa(List<String> rows, List<String> cannot, List<String> remarks) {
    public EspSa {
        rows = List.copyOf(rows);
        cannot = List.copyOf(cannot);
        remarks = List.copyOf(remarks);
    }

    /** For packets from now on. */
    public static EspSa table(List<State> states, WiresharkVersion version) {
        return table(states, version, s -> Optional.empty());
    }

    /**
     * For a capture that was made before the states were read.
     *
     * @param firstSequence the sequence number of the SA's first packet in the capture; only its 64-bit relation to the state's matters
     */
    public static EspSa table(
            List<State> states, WiresharkVersion version, Function<State, Optional<Long>> firstSequence) {
        var rows = new LinkedHashSet<String>();
        var cannot = new LinkedHashSet<String>();
        var remarks = new LinkedHashSet<String>();
        for (State s : states) {
            if (!s.helper()) {
                var unfit = unfit(s);
                if (!s.proto().equals("esp")) {
                    remarks.add(name(s) + ": " + s.proto() + " needs no key to be read");
                } else if (s.larval()) {
                    remarks.add(name(s) + " has no keys yet: it is still being negotiated");
                } else if (unfit.isPresent()) {
                    cannot.add(name(s) + ": " + unfit.get());
                } else {
                    row(s, version, firstSequence, rows, cannot, remarks);
                }
            }
        }
        return new EspSa(List.copyOf(rows), List.copyOf(cannot), List.copyOf(remarks));
    }

    /** The file's content. The last row needs its line end, too: Wireshark ignores it otherwise. */
    public String text() {
        return rows.isEmpty() ? "" : String.join("\n", rows) + "\n";
    }

    /** Rows are secret. */
    @Override
    public String toString() {
        return rows.size() + " rows, " + cannot.size() + " SAs that cannot be expressed";
    }

    private static void row(
            State s,
            WiresharkVersion version,
            Function<State, Optional<Long>> firstSequence,
            Set<String> rows,
            Set<String> cannot,
            Set<String> remarks) {
        var columns = s.aead().isPresent()
                ? EspNames.aead(s.aead().get(), version)
                : s.enc().map(e -> EspNames.pair(e, s.auth())).orElse(EspNames.Columns.refuse("it has no cipher"));
        if (!columns.refusal().isEmpty()) {
            cannot.add(name(s) + ": " + columns.refusal());
            return;
        }
        var encKey = s.aead().or(s::enc);
        var authKey = columns.authentication().contains("MAC-") ? s.auth() : Optional.<Algorithm>empty();
        var cells = new ArrayList<>(List.of(
                Address.parse(s.dst()).filter(Address::isV6).isPresent() ? "IPv6" : "IPv4",
                place(s.src()),
                place(s.dst()),
                s.spiText(),
                columns.encryption(),
                hex(encKey),
                columns.authentication(),
                hex(authKey)));
        if (s.esn() && version.atLeast(4, 4)) {
            cells.add("64-bit");
            cells.add("0x%x".formatted(highBits(s, firstSequence)));
        } else if (s.esn() && columns.checked()) {
            remarks.add(name(s) + " has extended sequence numbers: Wireshark " + version
                    + " decrypts it, but calls every ICV incorrect; 4.4 and later check it");
        }
        rows.add(String.join(",", cells.stream().map(c -> '"' + c + '"').toList()));
        s.encap()
                .filter(e -> e.type().startsWith("espinudp") && e.sport() != 4500 && e.dport() != 4500)
                .ifPresent(e ->
                        remarks.add(name(s) + " is inside UDP without port 4500: start Wireshark with -d udp.port=="
                                + e.dport() + ",udpencap"));
    }

    /** Why no table can hold the SA, whatever its algorithms. */
    private static Optional<String> unfit(State s) {
        if (Address.parse(s.src()).isEmpty() || Address.parse(s.dst()).isEmpty()) {
            return Optional.of("its addresses cannot be read");
        }
        if (s.spi() < 0) {
            return Optional.of("its SPI cannot be read");
        }
        return Stream.of(s.aead(), s.enc(), s.auth())
                .flatMap(Optional::stream)
                .map(Algorithm::keyForm)
                .map(EspSa::withoutKey)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> withoutKey(String form) {
        return switch (form) {
            case "hidden" -> Optional.of("its key was not printed (`nokeys`); look again without that word");
            case "masked" ->
                Optional.of("its key was taken out of this text and is not in memory; look at the gateway itself");
            case "zero" -> Optional.of("its key is printed as zeros, which a locked-down kernel does");
            case "unreadable" -> Optional.of("its key cannot be read");
            default -> Optional.empty();
        };
    }

    /** Wildcard addresses of the kernel match everything, as {@code *} does in Wireshark. */
    private static String place(String address) {
        return Address.parse(address)
                .filter(a -> !a.isAny())
                .map(Address::toString)
                .orElse("*");
    }

    private static String hex(Optional<Algorithm> algorithm) {
        byte[] key = algorithm.flatMap(Algorithm::secret).map(Secret::reveal).orElse(new byte[0]);
        return key.length == 0 ? "" : "0x" + HexFormat.of().formatHex(key);
    }

    /** The upper half of the sequence number at the capture's first packet: one less if the lower half has wrapped since. */
    private static long highBits(State s, Function<State, Optional<Long>> firstSequence) {
        if (s.replay().isEmpty()) {
            return 0;
        }
        var r = s.replay().get();
        boolean out = r.oseqHi() > r.seqHi() || (r.oseqHi() == r.seqHi() && r.oseq() >= r.seq());
        long high = out ? r.oseqHi() : r.seqHi();
        long low = out ? r.oseq() : r.seq();
        boolean wrapped = firstSequence.apply(s).map(first -> first > low).orElse(false);
        return wrapped && high > 0 ? high - 1 : high;
    }

    private static String name(State s) {
        return "SA " + s.spiText() + " " + s.src() + " → " + s.dst();
    }
}
