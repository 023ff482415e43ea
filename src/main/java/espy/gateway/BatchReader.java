package espy.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the output of a batch apart while it arrives. Whatever comes – cut off, hostile, endless – the result is one answer for each
 * question; what did not come whole is {@link Answer.Outcome#LOST}.
 */
public final class BatchReader {
    private static final Pattern END = Pattern.compile("end (\\d{1,3}|root|none|late) (\\d{1,9})");
    private static final int NOT_FOUND = 127;
    /** Longer than any marker, and what may stand outside of answers in one line. */
    private static final int OUTSIDE = 4096;
    /** All answers of the largest look together stay far below; a gateway that sends more floods us. */
    private static final long MOST_IN_ALL = 1L << 30;

    private final List<Question> questions;
    private final byte[] marker;
    private final Consumer<String> progress;
    private final Map<String, Answer> answers = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private long all;
    private boolean finished;
    private @org.jspecify.annotations.Nullable Question current;
    private Instant began = Instant.EPOCH;
    private String out = "";
    private boolean over;
    private boolean cut;
    private String end = "";
    private long taken;

    /** @param progress is told the id of each question as soon as its answer is complete */
    public BatchReader(List<Question> questions, String nonce, Consumer<String> progress) {
        this.questions = List.copyOf(questions);
        this.marker = ("@@" + nonce + " ").getBytes(StandardCharsets.UTF_8);
        this.progress = progress;
    }

    /** The next bytes, as they came, and the time by this machine's clock. */
    public void feed(byte[] bytes, int length, Instant now) {
        all += length;
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, from, i);
                endOfLine(now);
                from = i + 1;
            }
        }
        keep(bytes, from, length);
        finished |= all > MOST_IN_ALL; // what is still to come is lost
    }

    private void keep(byte[] bytes, int from, int to) {
        // a marker must fit, whatever came before it
        int room = Math.max(0, Math.max(OUTSIDE, room()) - line.size());
        over |= to - from > room;
        line.write(bytes, from, Math.min(to - from, room));
    }

    /** So much more is kept of what is being read; with the line end before the marker an answer is one byte longer than it may be. */
    private int room() {
        Question q = current;
        int most = q == null ? 0 : end.isEmpty() ? q.maxBytes() + 1 : Batch.MOST_ERROR_BYTES;
        return Math.max(0, most - text.size());
    }

    /** Bytes of the answer that is being read which are in memory. */
    int held() {
        return text.size() + line.size();
    }

    /** Whether nothing more is to be read: all has been answered, or far more was sent than was asked for. */
    public boolean finished() {
        return finished;
    }

    /**
     * What came until now.
     *
     * @param access how the questions were asked
     * @param user   the login name on the gateway
     */
    public Look look(Access access, String user, Instant started) {
        var all = new ArrayList<Answer>();
        for (Question q : questions) {
            var answer = answers.get(q.id());
            all.add(
                    answer != null
                            ? answer
                            : new Answer(
                                    q.id(),
                                    q.script(),
                                    started,
                                    Duration.ZERO,
                                    Answer.Outcome.LOST,
                                    -1,
                                    false,
                                    "",
                                    ""));
        }
        return new Look(access, user, started, all);
    }

    private void endOfLine(Instant now) {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (bytes.length > marker.length && Arrays.equals(bytes, 0, marker.length, marker, 0, marker.length)) {
            marked(new String(bytes, marker.length, bytes.length - marker.length, StandardCharsets.UTF_8), now);
        } else if (current != null) {
            int room = room();
            over |= bytes.length + 1 > room;
            text.write(bytes, 0, Math.min(bytes.length, room));
            if (bytes.length < room) {
                text.write('\n');
            }
        }
    }

    private void marked(String words, Instant now) {
        Question q = current;
        Matcher m = END.matcher(words);
        if (words.startsWith("begin ")) {
            String id = words.substring("begin ".length());
            current = questions.stream()
                    .filter(x -> x.id().equals(id))
                    .findFirst()
                    .orElse(null);
            began = now;
            text.reset();
            over = false;
            end = "";
        } else if (m.matches() && q != null) {
            byte[] kept = text.toByteArray();
            int length = Math.max(0, kept.length - 1); // the line end before the marker is the marker's
            cut = over || length > q.maxBytes();
            out = new String(kept, 0, Math.min(length, q.maxBytes()), StandardCharsets.UTF_8);
            end = m.group(1);
            taken = Long.parseLong(m.group(2));
            text.reset();
        } else if (words.equals("done") && q != null && !end.isEmpty()) {
            int length = Math.min(text.size(), Batch.MOST_ERROR_BYTES);
            answers.put(q.id(), answer(q, new String(text.toByteArray(), 0, length, StandardCharsets.UTF_8).strip()));
            current = null;
            end = "";
            progress.accept(q.id());
        } else if (words.equals("bye")) {
            finished = true;
        }
    }

    private Answer answer(Question q, String err) {
        int exit = end.matches("\\d+") ? Integer.parseInt(end) : -1;
        var outcome =
                switch (end) {
                    case "root" -> Answer.Outcome.NEEDS_ROOT;
                    case "none" -> Answer.Outcome.NOT_ASKED;
                    case "late" -> Answer.Outcome.TIMED_OUT;
                    default -> exit == NOT_FOUND ? Answer.Outcome.NOT_INSTALLED : Answer.Outcome.DONE;
                };
        return new Answer(
                q.id(),
                q.script(),
                began,
                Duration.ofMillis(taken),
                outcome,
                exit,
                cut,
                out,
                err.isEmpty() ? "" : err + "\n");
    }
}
