package espy.host;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What {@code ip -d link show} says of interfaces. */
public final class Links {
    private static final Set<String> IPSEC = Set.of("vti", "vti6", "xfrm");

    private Links() {}

    /** The names of the VTI and XFRM interfaces, which are tunnels' own: packets that cross them are protected by what the interface says. */
    public static Set<String> ipsec(String text) {
        var found = new LinkedHashSet<String>();
        var current = new AtomicReference<>("");
        Lines.scan(text, words -> {
            String first = words.next();
            if (first.endsWith(":") && Character.isDigit(first.charAt(0))) {
                current.set(plain(words.next()));
            } else if (IPSEC.contains(first) && !current.get().isEmpty()) {
                found.add(current.get());
            }
            return true;
        });
        return found;
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
