package espy.wireshark;

import espy.base.Address;
import espy.base.Secret;
import espy.xfrm.Algorithm;
import espy.xfrm.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Wireshark's table {@code esp_sa}: the keys of SAs, one row an SA.
 *
 * <p>A row that Wireshark would read wrongly is never written; the SA is named in {@link #cannot} instead. The first row that fits a packet wins,
 * and each row before it costs time: SAs that have carried packets come first, otherwise in the order of the SAs.
 *
 * @param cannot  a sentence for each ESP SA that cannot be expressed
 * @param remarks what to know about rows that were written, and SAs that need none
 */
public record EspSa(List<EspRow> rows, List<String> cannot, List<String> remarks) {
    private static final Pattern ODD = Pattern.compile("[^!-~]");
    private static final int LONGEST_WORD = 45;

    /** Where Wireshark looks for ESP inside UDP. */
    private static final int NAT_T = 4500;

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
        var writer = new Writer(version, firstSequence);
        states.stream()
                .filter(s -> !s.helper())
                .sorted(Comparator.comparing(EspSa::idle))
                .forEach(writer::state);
        return new EspSa(List.copyOf(writer.rows.values()), List.copyOf(writer.cannot), List.copyOf(writer.remarks));
    }

    /** The file's content. The last row needs its line end, too: Wireshark ignores it otherwise. */
    public String text() {
        return rows.stream().map(r -> r.line() + "\n").collect(Collectors.joining());
    }

    /** Rows are secret. */
    @Override
    public String toString() {
        return rows.size() + " rows, " + cannot.size() + " SAs that cannot be expressed";
    }

    /** Whether its counters say that it never carried a packet. */
    private static boolean idle(State s) {
        return s.packets()
                .map(n -> n == 0)
                .or(() -> s.replay().map(r -> (r.seq() | r.seqHi() | r.oseq() | r.oseqHi()) == 0))
                .orElse(false);
    }

    /** What becomes of the SAs, one after the other. */
    private static final class Writer {
        private final WiresharkVersion version;
        private final Function<State, Optional<Long>> firstSequence;
        /** By what decides whether a row fits a packet. */
        private final Map<List<String>, EspRow> rows = new LinkedHashMap<>();

        private final Set<String> cannot = new LinkedHashSet<>();
        private final Set<String> remarks = new LinkedHashSet<>();

        Writer(WiresharkVersion version, Function<State, Optional<Long>> firstSequence) {
            this.version = version;
            this.firstSequence = firstSequence;
        }

        void state(State s) {
            var unfit = unfit(s);
            if (!s.proto().equals("esp")) {
                remarks.add(name(s) + ": " + shown(s.proto()) + " needs no key to be read");
            } else if (s.larval()) {
                remarks.add(name(s) + " has no keys yet: it is still being negotiated");
            } else if (unfit.isPresent()) {
                cannot.add(name(s) + ": " + unfit.get());
            } else {
                var columns = s.aead()
                        .map(a -> EspNames.aead(a, version))
                        .or(() -> s.enc().map(e -> EspNames.pair(e, s.auth())))
                        .orElseGet(() -> EspNames.Columns.refuse(
                                s.life().isPresent()
                                        ? "setkey does not show authenticated encryption; look with ip xfrm state"
                                        : "no cipher is printed for it"));
                if (columns.refusal().isEmpty()) {
                    row(s, columns);
                } else {
                    cannot.add(name(s) + ": " + columns.refusal());
                }
            }
        }

        private void row(State s, EspNames.Columns columns) {
            boolean checked = columns.authentication().contains("MAC-");
            var cells = new ArrayList<>(List.of(
                    isV6(s.dst()) ? "IPv6" : "IPv4",
                    place(s.src()),
                    place(s.dst()),
                    s.spiText(),
                    columns.encryption(),
                    hex(s.aead().or(s::enc)),
                    columns.authentication(),
                    hex(s.auth().filter(a -> checked))));
            if (s.esn() && version.atLeast(4, 4)) {
                cells.add("64-bit");
                cells.add("0x%x".formatted(highBits(s, firstSequence)));
            }
            var row = new EspRow(cells);
            var before = rows.putIfAbsent(cells.subList(0, 4), row);
            if (before == null) {
                remarks(s, columns);
            } else if (!before.cells().subList(0, EspRow.COLUMNS).equals(cells.subList(0, EspRow.COLUMNS))) {
                cannot.add(name(s) + " is there twice, with different keys: only one can be in the table");
            }
        }

        private void remarks(State s, EspNames.Columns columns) {
            if (!columns.remark().isEmpty()) {
                remarks.add(name(s) + ": " + columns.remark());
            }
            if (s.esn() && !version.atLeast(4, 4) && columns.checked()) {
                remarks.add(name(s) + " has extended sequence numbers: Wireshark " + version
                        + " decrypts it, but calls every ICV incorrect; 4.4 and later check it");
            }
            s.encap().ifPresent(e -> {
                if (e.type().startsWith("espintcp")) {
                    remarks.add(
                            name(s) + " is inside TCP (RFC 9329): its keys are in the table, but Wireshark may not find"
                                    + " the ESP packets in the stream");
                } else if (e.sport() != NAT_T && e.dport() != NAT_T) {
                    remarks.add(name(s) + " is inside UDP without port 4500: start Wireshark with -d udp.port=="
                            + e.dport() + ",udpencap");
                }
            });
        }
    }

    /** Why no table can hold the SA, whatever its algorithms. */
    private static Optional<String> unfit(State s) {
        if (Address.parse(s.src()).isEmpty() || Address.parse(s.dst()).isEmpty()) {
            return Optional.of("its addresses cannot be read");
        }
        if (isV6(s.src()) != isV6(s.dst())) {
            return Optional.of("its addresses are of two families");
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

    private static boolean isV6(String address) {
        return Address.parse(address).filter(Address::isV6).isPresent();
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
        return "SA " + s.spiText() + " " + shown(s.src()) + " → " + shown(s.dst());
    }

    /** A gateway's word as a sentence may hold it: short, and nothing in it that a terminal obeys. */
    private static String shown(String word) {
        String plain = ODD.matcher(word).replaceAll("?");
        return plain.length() > LONGEST_WORD ? plain.substring(0, LONGEST_WORD) + "…" : plain;
    }
}
