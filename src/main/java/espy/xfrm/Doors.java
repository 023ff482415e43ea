package espy.xfrm;

import espy.xfrm.Surroundings.Device;
import java.util.List;
import java.util.Optional;

/**
 * Whether packets can reach a tunnel that only an interface leads into: an if_id is set by XFRM interfaces alone, a mark by VTIs or by
 * firewall rules.
 */
final class Doors {
    private Doors() {}

    static void look(Group g, Surroundings surroundings, Findings found) {
        surroundings.devices().ifPresent(devices -> {
            interfaceId(g, devices, found);
            mark(g, devices, found);
        });
    }

    private static void interfaceId(Group g, List<Device> devices, Findings found) {
        var id = g.ifId().filter(i -> i != 0);
        if (id.isEmpty()) {
            return;
        }
        var doors = devices.stream().filter(d -> d.ifId().equals(id)).toList();
        boolean anyId = devices.stream().anyMatch(d -> !d.vti() && d.ifId().isEmpty());
        if (doors.isEmpty() && !anyId) {
            found.trouble(
                    Misfit.IF_ID,
                    "No XFRM interface here has the if_id 0x%x: nothing reaches this tunnel, unless the interface was moved into another namespace"
                            .formatted(id.get()));
        }
        down(doors, found);
    }

    /** Without a VTI between the same addresses the mark may come from a firewall rule. */
    private static void mark(Group g, List<Device> devices, Findings found) {
        var between = devices.stream()
                .filter(d -> d.vti() && d.local().equals(g.local) && d.remote().equals(g.peer))
                .toList();
        var policies = g.policies.stream().filter(p -> p.mark().isPresent()).toList();
        for (Policy p : policies) {
            boolean out = p.dir().equals("out");
            boolean fits = between.stream().anyMatch(d -> opens(p.mark(), out ? d.outKey() : d.inKey()));
            if (!between.isEmpty() && !fits) {
                found.trouble(
                        Misfit.MARK,
                        "The %s policy wants the mark %s, but the interface between these addresses sets %s"
                                .formatted(
                                        p.dir(),
                                        p.mark().map(Mark::toString).orElse(""),
                                        String.join(
                                                ", ",
                                                between.stream()
                                                        .map(d -> "0x%x (%s)"
                                                                .formatted(out ? d.outKey() : d.inKey(), d.name()))
                                                        .toList())));
            }
        }
        down(
                between.stream()
                        .filter(d -> policies.stream().anyMatch(p -> opens(p.mark(), d.outKey())))
                        .toList(),
                found);
    }

    private static boolean opens(Optional<Mark> mark, long key) {
        return mark.filter(m -> (key & m.mask()) == (m.value() & m.mask())).isPresent();
    }

    private static void down(List<Device> doors, Findings found) {
        if (!doors.isEmpty() && doors.stream().noneMatch(Device::up)) {
            found.trouble(
                    Misfit.DOOR_DOWN,
                    "The interface " + doors.getFirst().name()
                            + ", which leads into this tunnel, is down: nothing is sent");
        }
    }
}
