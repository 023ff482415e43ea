package espy.wireshark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of {@code esp_sa}: protocol, source, destination, SPI, encryption, its key, authentication, its key; from Wireshark 4.4 on also
 * {@code 32-bit} or {@code 64-bit} and the upper half of the sequence number. Holds keys, and never prints them.
 *
 * @param cells without quotes; 8 at least
 */
public record EspRow(List<String> cells) {
    /** Columns that every Wireshark has. */
    static final int COLUMNS = 8;

    private static final String SHORT_NUMBERS = "32-bit";

    public EspRow {
        if (cells.size() < COLUMNS) {
            throw new IllegalArgumentException("a row has " + COLUMNS + " columns, not " + cells.size());
        }
        cells = List.copyOf(cells);
    }

    /**
     * By these a row is known again without keeping its keys.
     *
     * @param whole over all ten columns
     * @param first over the first eight: a Wireshark before 4.4 drops the others when it saves
     */
    record Mark(String whole, String first) {}

    public String protocol() {
        return cells.get(0);
    }

    public String src() {
        return cells.get(1);
    }

    public String dst() {
        return cells.get(2);
    }

    public String spi() {
        return cells.get(3);
    }

    public String encryption() {
        return cells.get(4);
    }

    /** {@code 0x} and lower hex; "" for no key. Secret. */
    public String encryptionKey() {
        return cells.get(5);
    }

    public String authentication() {
        return cells.get(6);
    }

    /** As {@link #encryptionKey}. */
    public String authenticationKey() {
        return cells.get(7);
    }

    /** As Wireshark writes it, without line end. */
    public String line() {
        return Uat.row(cells);
    }

    Mark mark() {
        var eight = cells.subList(0, COLUMNS);
        return new Mark(hash(Uat.row(eight) + "," + numbers() + "," + highBits()), hash(Uat.row(eight)));
    }

    /** Whether the columns that not every Wireshark has say no more than their absence does. */
    boolean isPlain() {
        return numbers().equals(SHORT_NUMBERS) && highBits().equals("0");
    }

    /** Whether algorithms and keys are the same, whatever the addresses. */
    boolean opensLike(EspRow other) {
        return cells.subList(4, COLUMNS).equals(other.cells.subList(4, COLUMNS))
                && numbers().equals(other.numbers())
                && highBits().equals(other.highBits());
    }

    /** The two ends, in no order: what stays the same when an SA is rekeyed. */
    Set<String> ends() {
        return List.of(src(), dst()).stream().collect(Collectors.toUnmodifiableSet());
    }

    private String numbers() {
        return cells.size() > 8 && !cells.get(8).isEmpty() ? cells.get(8) : SHORT_NUMBERS;
    }

    private String highBits() {
        String cell = cells.size() > 9 ? cells.get(9) : "";
        String digits = cell.startsWith("0x") || cell.startsWith("0X") ? cell.substring(2) : cell;
        String bare = digits.toLowerCase(Locale.ROOT).replaceFirst("^0+", "");
        return bare.isEmpty() ? "0" : bare;
    }

    private static String hash(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "row of SPI " + spi();
    }
}
