package espy.gateway.ssh;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as people write it: {@code [user@]host[:port]}, {@code [address]:port} or {@code ssh://user@host:port}.
 *
 * @param host name or address without brackets
 * @param port not checked for being one
 */
record HostSpec(Optional<String> user, String host, Optional<Integer> port) {
    /** No user name with a sign that means something to a shell: it may become part of a {@code ProxyCommand}. */
    private static final Pattern SPEC =
            Pattern.compile("(?:([^-\\s\\p{Cntrl}'\"`;&<>|(){}][^\\s\\p{Cntrl}'\"`;&<>|(){}]{0,63})(?<!\\\\)@)?"
                    + "(\\[[0-9a-fA-F:.]+(?:%[\\w.-]+)?]|[\\p{L}\\p{N}._+%][\\p{L}\\p{N}._+%-]{0,254}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%[\\w.-]+)?)"
                    + "(?::(\\d{1,5}))?");

    private static final int LONGEST = 400;
    private static final String URI = "ssh://";

    /** Empty when it can be no host. */
    static Optional<HostSpec> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var m = SPEC.matcher(text.startsWith(URI) ? plain(text.substring(URI.length())) : text);
        if (!m.matches()) {
            return Optional.empty();
        }
        return Optional.of(new HostSpec(
                Optional.ofNullable(m.group(1)),
                m.group(2).replaceAll("[\\[\\]]", ""),
                Optional.ofNullable(m.group(3)).map(Integer::valueOf)));
    }

    /** Without codes before anything is checked: what could harm may hide in them. */
    private static String plain(String uri) {
        String text = uri.replaceFirst("/$", "");
        int host = text.lastIndexOf('@') + 1;
        return decoded(text.substring(0, host)) + text.substring(host);
    }

    private static String decoded(String user) {
        try {
            return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return user; // a % that starts no code
        }
    }
}
