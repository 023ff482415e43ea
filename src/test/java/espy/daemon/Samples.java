package espy.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Outputs of real gateways, captured in our own lab: strongSwan 5.9.8, Libreswan 4.10, racoon of ipsec-tools 0.8. */
final class Samples {
    private Samples() {}

    static String text(String name) {
        try (var in = Objects.requireNonNull(Samples.class.getResourceAsStream("/daemon/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
