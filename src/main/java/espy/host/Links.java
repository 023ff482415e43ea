package espy.host;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What {@code ip -d link show} says of interfaces. */
public final class Links {
    private static final Set<String> IPSEC = Set.of("vti", "vti6", "xfrm");
    /** Loopback's is the largest that Linux has. */
    private static final int MOST_MTU = 1 << 20;

    private Links() {}

    /**
     * A VTI or an XFRM interface (iproute2 ip/link_vti.c, link_vti6.c, link_xfrm.c).
     *
     * @param kind   {@code vti}, {@code vti6} or {@code xfrm}
     * @param up     whether it is switched on
     * @param local  outer address of a VTI; {@code any} as printed, "" for an XFRM interface
     * @param remote as {@code local}
     * @param inKey  the mark of a VTI for what comes in, 32 bits unsigned; 0 where none is printed
     * @param outKey as {@code inKey}, for what goes out
     * @param ifId   of an XFRM interface; absent when it takes the id from the route of each packet ({@code external})
     */
    public record Ipsec(
            String name,
            String kind,
            boolean up,
            String local,
            String remote,
            long inKey,
            long outKey,
            Optional<Long> ifId) {}

    private record Head(String name, boolean up) {}

    /** The names of the VTI and XFRM interfaces, which are tunnels' own: packets that cross them are protected by what the interface says. */
    public static Set<String> ipsec(String text) {
        var names = new LinkedHashSet<String>();
        ipsecDevices(text).forEach(d -> names.add(d.name()));
        return names;
    }

    /** The VTI and XFRM interfaces. */
    public static List<Ipsec> ipsecDevices(String text) {
        var found = new ArrayList<Ipsec>();
        var current = new AtomicReference<>(new Head("", false));
        Lines.scan(IpJson.links(text), words -> {
            String first = words.next();
            if (first.endsWith(":") && Character.isDigit(first.charAt(0))) {
                String name = plain(words.next());
                String flags = words.next();
                current.set(new Head(
                        name, (flags + ",").replace('<', ',').replace('>', ',').contains(",UP,")));
            } else if (IPSEC.contains(first) && !current.get().name.isEmpty()) {
                found.add(device(current.get(), first, words));
            }
            return true;
        });
        return found;
    }

    /** The MTU of each interface, in octets. */
    public static Map<String, Integer> mtus(String text) {
        var found = new HashMap<String, Integer>();
        Lines.scan(IpJson.links(text), words -> {
            String first = words.next();
            if (first.endsWith(":") && Character.isDigit(first.charAt(0))) {
                String name = plain(words.next());
                while (!words.done()) {
                    if (words.next().equals("mtu")) {
                        Numbers.parse(words.next())
                                .filter(n -> n > 0 && n <= MOST_MTU)
                                .ifPresent(n -> found.put(name, n.intValue()));
                    }
                }
            }
            return true;
        });
        return Map.copyOf(found);
    }

    private static Ipsec device(Head head, String kind, Words words) {
        String local = "";
        String remote = "";
        long inKey = 0;
        long outKey = 0;
        Optional<Long> ifId = Optional.empty();
        while (!words.done()) {
            switch (words.next()) {
                case "local" -> local = words.next();
                case "remote" -> remote = words.next();
                case "ikey" -> inKey = key(words.next());
                case "okey" -> outKey = key(words.next());
                case "if_id" -> ifId = Numbers.parse(words.next());
                default -> {
                    // of no meaning here
                }
            }
        }
        return new Ipsec(head.name, kind, head.up, local, remote, inKey, outKey, ifId);
    }

    /** Keys are printed like IPv4 addresses. */
    private static long key(String text) {
        return Address.parse(text)
                .filter(a -> !a.isV6())
                .map(Address::bytes)
                .map(b -> (b[0] & 0xffL) << 24 | (b[1] & 0xffL) << 16 | (b[2] & 0xffL) << 8 | (b[3] & 0xffL))
                .or(() -> Numbers.parse(text))
                .orElse(0L);
    }

    /** Whether an interface bears a name that daemons and people give to VTI, XFRM and KLIPS-like interfaces. */
    public static boolean namedForIpsec(String dev) {
        return dev.startsWith("vti") || dev.startsWith("xfrm") || dev.startsWith("ipsec");
    }

    /** An interface's name without the {@code @parent} and the colon that {@code ip} puts behind it. */
    static String plain(String dev) {
        String name = dev.endsWith(":") ? dev.substring(0, dev.length() - 1) : dev;
        int at = name.indexOf('@');
        return at > 0 ? name.substring(0, at) : name;
    }
}
