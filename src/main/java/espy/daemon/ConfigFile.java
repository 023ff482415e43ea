package espy.daemon;

import java.util.ArrayList;
import java.util.List;

/** A configuration file of a gateway: its path there and its text. */
record ConfigFile(String path, String text) {
    /** Files one after the other, each behind a line {@code ==> PATH <==}. What stands before the first such line is left out. */
    static List<ConfigFile> split(String text) {
        var files = new ArrayList<ConfigFile>();
        String path = "";
        var body = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("==> ") && line.stripTrailing().endsWith(" <==")) {
                if (!path.isEmpty()) {
                    files.add(new ConfigFile(path, body.toString()));
                }
                path = line.substring(4, line.lastIndexOf(" <=="));
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        if (!path.isEmpty()) {
            files.add(new ConfigFile(path, body.toString()));
        }
        return List.copyOf(files);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
