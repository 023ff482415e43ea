package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The connections in the configuration files of a gateway.
 *
 * @param swanctl connections of swanctl.conf and what it includes
 * @param ipsec   connections of ipsec.conf and what it includes
 * @param racoon  connections of racoon.conf
 */
public record Configuration(List<Connection> swanctl, List<Connection> ipsec, List<Connection> racoon) {
    /** Files that ipsec.conf does not include, and that are read for people only. */
    private static final Set<String> OTHERS = Set.of("strongswan.conf", "setkey.conf", "ipsec-tools.conf");

    public Configuration {
        swanctl = List.copyOf(swanctl);
        ipsec = List.copyOf(ipsec);
        racoon = List.copyOf(racoon);
    }

    /**
     * Reads files that stand one after the other, each behind a line {@code ==> PATH <==}; files with secrets are left out.
     *
     * @param libreswan      whether ipsec.conf is Libreswan's
     * @param localAddresses of the gateway, to tell which end of a connection of ipsec.conf is ours; may be empty
     */
    public static Parsed<Configuration> parse(String text, boolean libreswan, Collection<String> localAddresses) {
        var swanctl = new ArrayList<Connection>();
        var racoon = new ArrayList<Connection>();
        var ipsec = new ArrayList<GatewayFile>();
        var unparsed = new ArrayList<Unparsed>();
        for (GatewayFile file : GatewayFile.split(text)) {
            if (file.path().contains("/swanctl/")) {
                add(SwanctlConf.parse(file), swanctl, unparsed);
            } else if (file.name().equals("racoon.conf")) {
                add(RacoonConf.parse(file), racoon, unparsed);
            } else if (file.name().endsWith(".conf")
                    && !OTHERS.contains(file.name())
                    && !file.path().contains("/strongswan.d/")) {
                ipsec.add(file);
            }
        }
        var connections = new ArrayList<Connection>();
        add(IpsecConf.parse(ipsec, libreswan, localAddresses), connections, unparsed);
        return new Parsed<>(new Configuration(swanctl, connections, racoon), unparsed);
    }

    private static void add(Parsed<List<Connection>> parsed, List<Connection> all, List<Unparsed> unparsed) {
        all.addAll(parsed.value());
        unparsed.addAll(parsed.unparsed());
    }
}
