package espy.probe;

import espy.gateway.Access;
import espy.gateway.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code manifest.json} of a snapshot file as {@code docs/snapshot-format.md} describes it. What JSON may lack is null here.
 *
 * @param format  the major version of the format
 * @param minor   of the writer; 0 when absent
 * @param keys    whether keys and secrets are in the texts
 * @param session of the fingerprints in the texts
 */
record Manifest(
        int format,
        @Nullable Integer minor,
        String gateway,
        String access,
        String user,
        Instant started,
        boolean keys,
        @Nullable String session,
        List<Entry> answers) {
    static final int FORMAT = 1;
    static final int MINOR = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** As {@link espy.gateway.Question} wants them: they become names of entries. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,40}");

    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{32}");
    /** Nothing that acts on a terminal or on the direction of writing may come back from a file. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\u2028\\u2029]");

    private static final int LONGEST_NAME = 255;
    private static final Instant OLDEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant NEWEST = Instant.parse("3000-01-01T00:00:00Z");

    /**
     * What became of one question.
     *
     * @param outBytes length of the {@code .out} entry; absent in files of minor 0
     */
    record Entry(
            String id,
            String command,
            Instant at,
            long tookMs,
            String outcome,
            int exit,
            boolean cut,
            @Nullable Long outBytes,
            @Nullable Long errBytes) {

        static Entry of(Answer a, long outBytes, long errBytes) {
            return new Entry(
                    a.id(),
                    a.command(),
                    a.at(),
                    a.took().toMillis(),
                    a.outcome().name(),
                    a.exit(),
                    a.cut(),
                    outBytes,
                    errBytes);
        }

        boolean whole() {
            return Stream.of(id, command, at, outcome).noneMatch(Objects::isNull)
                    && ID.matcher(id).matches()
                    && plausible(at);
        }

        Answer answer(String out, String err) {
            return new Answer(
                    id, command, at, Duration.ofMillis(Math.max(0, tookMs)), outcome(outcome), exit, cut, out, err);
        }

        /** One that a later minor added says nothing to us. */
        private static Answer.Outcome outcome(String name) {
            return Stream.of(Answer.Outcome.values())
                    .filter(o -> o.name().equals(name))
                    .findFirst()
                    .orElse(Answer.Outcome.NOT_ASKED);
        }
    }

    /** Empty when it is no JSON of this shape. */
    static Optional<Manifest> parse(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, Manifest.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** Whether nothing is missing, twice there, or out of all reason. */
    boolean whole() {
        if (Stream.of(gateway, access, user, started, answers).anyMatch(Objects::isNull) || !plausible(started)) {
            return false;
        }
        var ids = new HashSet<String>();
        return answers.stream().allMatch(a -> a != null && a.whole() && ids.add(a.id()));
    }

    private static boolean plausible(Instant time) {
        return !time.isBefore(OLDEST) && time.isBefore(NEWEST);
    }

    /** The least that an unknown word can mean. */
    Access howItRan() {
        return Stream.of(Access.values())
                .filter(a -> a.name().equals(access))
                .findFirst()
                .orElse(Access.USER);
    }

    /** "" when the file does not say it as it should. */
    String sessionOrNone() {
        return session != null && SESSION.matcher(session).matches() ? session : "";
    }

    /** A name as it may be shown. */
    static String printable(String name) {
        String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return UNSEEN.matcher(start).replaceAll("\ufffd");
    }
}
