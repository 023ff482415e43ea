package espy.base;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address. Made from literals only: nothing here ever asks a name server. Text form as iproute2 prints it. */
public final class Address implements Comparable<Address> {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final InetAddress inet;

    private Address(InetAddress inet) {
        this.inet = inet;
    }

    /** The address that the literal names; empty for anything else, host names included. A zone ({@code %eth0}) is refused. */
    public static Optional<Address> parse(String literal) {
        if (literal.isEmpty() || literal.indexOf('%') >= 0 || literal.indexOf('[') >= 0) {
            return Optional.empty();
        }
        boolean v6 = literal.indexOf(':') >= 0;
        if (!v6 && !V4.matcher(literal).matches()) {
            return Optional.empty(); // InetAddress would accept the short forms of inet_aton
        }
        try {
            return Optional.of(new Address(InetAddress.ofLiteral(literal)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From 4 or 16 bytes in network order; other lengths are a mistake of the caller. */
    public static Address of(byte[] bytes) {
        try {
            return new Address(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    public boolean isV6() {
        return inet.getAddress().length == 16;
    }

    /** 4 or 16 bytes in network order. */
    public byte[] bytes() {
        return inet.getAddress();
    }

    /** {@code 0.0.0.0} or {@code ::}, which xfrm templates and larval states use for "any". */
    public boolean isAny() {
        return inet.isAnyLocalAddress();
    }

    @Override
    public int compareTo(Address other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address a && inet.equals(a.inet);
    }

    @Override
    public int hashCode() {
        return inet.hashCode();
    }

    @Override
    public String toString() {
        if (!isV6()) {
            return inet.getHostAddress();
        }
        // RFC 5952: longest run of two or more zero groups becomes "::", the first of equals
        byte[] b = bytes();
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((b[2 * i] & 0xff) << 8) | (b[2 * i + 1] & 0xff);
        }
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int j = i;
            while (j < 8 && groups[j] == 0) {
                j++;
            }
            if (j - i > length) {
                best = i;
                length = j - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
