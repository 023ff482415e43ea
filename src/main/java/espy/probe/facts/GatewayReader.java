package espy.probe.facts;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.host.Settings;
import espy.probe.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads who we are on which machine out of a snapshot: probe P01. */
public final class GatewayReader {
    private static final String IDENTITY = "P01";

    /** Beginnings of the vendor's name in the machine's DMI table, for machines that are rented by the hour. */
    private static final List<String> CLOUDS = List.of(
            "Amazon EC2",
            "Google",
            "Microsoft Corporation",
            "DigitalOcean",
            "Hetzner",
            "Alibaba Cloud",
            "Tencent Cloud",
            "Huawei Cloud",
            "OpenStack Foundation",
            "Linode",
            "Akamai",
            "Vultr",
            "Scaleway",
            "UpCloud",
            "Exoscale",
            "OVH");

    private GatewayReader() {}

    /**
     * The facts. What was not answered is absent.
     *
     * @param missing gets a sentence for each fact that is absent, by its path
     */
    public static GatewayFacts of(Snapshot snapshot, Map<String, String> missing) {
        var printed = Printed.of(snapshot, IDENTITY, "The name, the system and the clock of the gateway");
        var identity = printed.text().map(t -> Settings.parse(t).value()).orElse(new Settings(Map.of()));
        var facts = new GatewayFacts(
                snapshot.gateway(),
                snapshot.user(),
                snapshot.access() != Access.USER,
                identity.get("host"),
                os(identity),
                identity.get("kernel"),
                clockOffset(snapshot, identity),
                identity.get("vendor").filter(v -> CLOUDS.stream().anyMatch(v::startsWith)),
                printed.quote(l -> true));
        boolean seen = printed.text().isPresent();
        note(missing, "hostname", facts.hostname(), seen ? "The gateway did not say its name" : printed.reason());
        note(missing, "os", facts.os(), seen ? "There is no /etc/os-release on the gateway" : printed.reason());
        note(missing, "kernel", facts.kernel(), seen ? "The gateway did not say its kernel" : printed.reason());
        note(missing, "clockOffsetSeconds", facts.clockOffsetSeconds(), whyNoClock(snapshot, printed));
        note(
                missing,
                "cloud",
                facts.cloud(),
                seen ? "The hardware does not name a cloud that Espy knows" : printed.reason());
        return facts;
    }

    private static Optional<String> os(Settings identity) {
        return identity.get("PRETTY_NAME").or(() -> identity.get("NAME")
                .map(n -> n + identity.get("VERSION").map(v -> " " + v).orElse("")));
    }

    /** To the second only: the answer's start is as good as the connection is quick. */
    private static Optional<Long> clockOffset(Snapshot snapshot, Settings identity) {
        return snapshot.answer(IDENTITY)
                .filter(a -> snapshot.live())
                .map(Answer::at)
                .flatMap(at -> identity.number("time").map(there -> there - at.getEpochSecond()));
    }

    private static String whyNoClock(Snapshot snapshot, Printed printed) {
        if (!snapshot.live()) {
            return "The gateway was recorded earlier; its clock cannot be compared with this machine's";
        }
        return printed.text().isPresent() ? "The gateway did not say its time" : printed.reason();
    }

    private static void note(Map<String, String> missing, String name, Optional<?> fact, String sentence) {
        if (fact.isEmpty()) {
            missing.put("gateway." + name, sentence);
        }
    }
}
