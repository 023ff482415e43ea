package espy.cli;

import espy.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Text that a person gives instead of a gateway: a file, or standard input. */
final class Input {
    /** The output of `ip xfrm state` for 100 000 SAs has 60 MB. */
    private static final int MOST_BYTES = 256 << 20;

    private Input() {}

    /** Empty when the target is a gateway or a snapshot. */
    static Optional<byte[]> bytes(Target target) throws IOException {
        return switch (target) {
            case Target.Input i -> Optional.of(read(System.in, "Standard input"));
            case Target.File f when !isZip(f.path()) -> Optional.of(bytes(f.path()));
            default -> Optional.empty();
        };
    }

    static Optional<String> text(Target target) throws IOException {
        return bytes(target).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    static String text(Path path) throws IOException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString());
        }
    }

    private static byte[] read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException(name + " has more than 256 MiB; that is more than Espy reads.");
        }
        return bytes;
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(2);
            return (head.length == 2 && head[0] == 'P' && head[1] == 'K')
                    || path.toString().endsWith(".zip");
        }
    }
}
