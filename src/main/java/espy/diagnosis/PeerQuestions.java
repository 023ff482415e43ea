package espy.diagnosis;

import espy.checklist.Clean;
import espy.daemon.Connection;
import espy.probe.facts.Facts;
import espy.probe.facts.TunnelFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to ask the administrator of the other end, filled in with what is known here: text to send as it is. */
public final class PeerQuestions {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "HH:mm:ss 'UTC on' uuuu-MM-dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern SPI = Pattern.compile("spi (0x[0-9a-f]{8})");

    private PeerQuestions() {}

    /** Three questions. */
    public static List<String> of(Facts facts, Instant now) {
        TunnelFacts t = facts.tunnel();
        var questions = new ArrayList<String>();
        String us = t.local().isEmpty() ? "our address" : t.local();
        questions.add(
                "Between " + TIME.format(now.minusSeconds(30)) + " and " + TIME.format(now) + ": did packets from " + us
                        + " to UDP 500 or 4500 arrive at your gateway, and which line did your IKE log write about them?");
        var spis = spis(t);
        questions.add(
                spis.isEmpty()
                        ? "Does your gateway have an IPsec SA with " + us + " (ip -s xfrm state), and since when?"
                        : "Your inbound SA with SPI " + String.join(" or ", spis)
                                + ": how many packets has it counted (ip -s xfrm state)? We have sent "
                                + t.packetsOut().orElse(0L)
                                + ". None: they are lost on the way or in your firewall. As many: look behind your gateway.");
        questions.add("Please compare with your configuration: your networks " + list(t.remoteTs()) + ", ours "
                + list(t.localTs())
                + connection(facts)
                        .map(c -> "; IKEv" + (c.version().isEmpty() ? "1 or 2" : c.version()) + ", IKE proposals "
                                + list(c.proposals())
                                + ", ESP proposals "
                                + list(c.children().stream()
                                        .flatMap(k -> k.proposals().stream())
                                        .distinct()
                                        .toList())
                                + " (a group at the end means PFS); our identity “" + c.localId() + "”, yours “"
                                + c.remoteId() + "”")
                        .orElse("")
                + ".");
        return questions.stream().map(Clean::line).toList();
    }

    private static Optional<Connection> connection(Facts facts) {
        return facts.daemon().configured().or(facts.daemon()::connections).orElse(List.of()).stream()
                .filter(c -> c.name().equals(facts.tunnel().connectionName()))
                .findFirst();
    }

    /** Of the SAs by which we send. */
    private static List<String> spis(TunnelFacts t) {
        boolean ours = false;
        var found = new ArrayList<String>();
        for (String line : t.sas().lines()) {
            if (line.startsWith("src ")) {
                ours = line.contains(" dst " + t.peer());
            }
            var spi = SPI.matcher(line);
            if (ours && spi.find()) {
                found.add(spi.group(1));
            }
        }
        return found.stream().distinct().limit(3).toList();
    }

    private static String list(List<String> values) {
        return values.isEmpty() ? "the default" : values.stream().limit(6).collect(Collectors.joining(", "));
    }
}
