package espy.daemon;

import java.util.ArrayList;
import java.util.List;

/** A text file of a gateway: its path there and its text. */
public record GatewayFile(String path, String text) {
    /** Files one after the other, each behind a line {@code ==> PATH <==}. What stands before the first such line is left out. */
    public static List<GatewayFile> split(String text) {
        var files = new ArrayList<GatewayFile>();
        String path = "";
        var body = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("==> ") && line.stripTrailing().endsWith(" <==")) {
                if (!path.isEmpty()) {
                    files.add(new GatewayFile(path, body.toString()));
                }
                path = line.substring(4, line.lastIndexOf(" <=="));
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        if (!path.isEmpty()) {
            files.add(new GatewayFile(path, body.toString()));
        }
        return List.copyOf(files);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
