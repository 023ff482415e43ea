package espy.xfrm;

import java.util.Locale;
import java.util.Optional;

/**
 * What ESP adds to a packet (RFC 4303, section 2).
 *
 * @param around octets around what is encrypted: outer header, UDP, SPI, sequence number, IV and ICV
 * @param block  what is encrypted is filled up to a multiple of so many octets
 */
public record Overhead(int around, int block) {
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int UDP = 8;
    private static final int SPI_AND_SEQUENCE = 8;
    /** Length of the padding, and what is inside. */
    private static final int TRAILER = 2;

    private static final int WORD = 4;
    private static final int DES_BLOCK = 8;
    private static final int AES_BLOCK = 16;
    private static final int COUNTER_IV = 8;
    private static final int OCTET = 8;

    /** Of an SA in tunnel mode; empty for others, and for algorithms that are not known. */
    public static Optional<Overhead> of(State sa) {
        if (!sa.proto().equals("esp") || !sa.mode().equals("tunnel")) {
            return Optional.empty();
        }
        int outer = (sa.dst().indexOf(':') >= 0 ? IPV6 : IPV4) + (sa.encap().isPresent() ? UDP : 0) + SPI_AND_SEQUENCE;
        if (sa.aead().isPresent()) {
            return icv(sa.aead()).map(icv -> new Overhead(outer + COUNTER_IV + icv, WORD));
        }
        return sa.enc().flatMap(e -> cipher(e.name())).flatMap(c -> icv(sa.auth())
                .map(icv -> new Overhead(outer + c.around + icv, c.block)));
    }

    private static Optional<Integer> icv(Optional<Algorithm> algorithm) {
        return algorithm.isEmpty()
                ? Optional.of(0)
                : algorithm.flatMap(Algorithm::icvBits).map(bits -> bits / OCTET);
    }

    /** IV and block of a cipher, by the kernel's name. */
    private static Optional<Overhead> cipher(String kernelName) {
        String name = kernelName.toLowerCase(Locale.ROOT);
        boolean aes = name.contains("aes")
                || name.contains("camellia")
                || name.contains("serpent")
                || name.contains("twofish");
        if (name.contains("null")) {
            return Optional.of(new Overhead(0, WORD));
        }
        if (name.contains("ctr")) {
            return Optional.of(new Overhead(COUNTER_IV, WORD));
        }
        if (name.contains("des") || name.contains("blowfish") || name.contains("cast5")) {
            return Optional.of(new Overhead(DES_BLOCK, DES_BLOCK));
        }
        return aes ? Optional.of(new Overhead(AES_BLOCK, AES_BLOCK)) : Optional.empty();
    }

    /** The largest packet that, with all that is added, is no larger than an MTU; 0 when none is. */
    public int largest(int mtu) {
        return Math.max(0, Math.floorDiv(mtu - around, block) * block - TRAILER);
    }
}
