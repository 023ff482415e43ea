package espy.gateway.ssh;

/** Text that a server chose: bounded, and without anything that could steer a terminal. */
final class Said {
    private Said() {}

    /** @param most characters that are kept */
    static String clean(String text, int most) {
        String plain = text.substring(0, Math.min(text.length(), 4 * most)).replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        return plain.length() > most ? plain.substring(0, most) + "…" : plain;
    }
}
