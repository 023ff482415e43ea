package espy.gateway.ssh;

import java.util.List;

/** Patterns of OpenSSH (ssh_config(5), PATTERNS): {@code *}, {@code ?}, and {@code !} in front of one that must not match. */
final class Patterns {
    private Patterns() {}

    /** Whether the pattern stands for the whole text; upper and lower case differ. */
    static boolean matches(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int behindStar = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                behindStar = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) { // the last star takes one character more
                p = star + 1;
                t = ++behindStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether one of them matches, and none of those with {@code !}. */
    static boolean anyOf(String text, List<String> patterns) {
        boolean matched = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!")) {
                if (matches(text, pattern.substring(1))) {
                    return false;
                }
            } else {
                matched |= matches(text, pattern);
            }
        }
        return matched;
    }

    /** The same for patterns with commas between them. */
    static boolean anyOf(String text, String patterns) {
        return anyOf(text, List.of(patterns.split(",", -1)));
    }
}
