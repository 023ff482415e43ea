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
    private static final Pattern HELLO = Pattern.compile("espy (ROOT|SUDO|USER) ([^\\s]{1,64})");
    private static final Pattern END = Pattern.compile("end (\\d{1,3}|root|none) (\\d{1,9})");
    /** {@code timeout} says 124, or 137 when it had to kill. */
    private static final int TIMED_OUT = 124;

    private static final int KILLED = 137;
    private static final int NOT_FOUND = 127;

    private final List<Question> questions;
    private final byte[] marker;
    private final Consumer<String> progress;
    private final Map<String, Answer> answers = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final long most;

    private Access access = Access.USER;
    private String user = "";
    private boolean greeted;
    private boolean finished;
    private @org.jspecify.annotations.Nullable Question current;
    private Instant began = Instant.EPOCH;
    private String out = "";
    private boolean cut;
    private String end = "";
    private long taken;

    /** @param progress is told the id of each question as soon as its answer is complete */
    public BatchReader(List<Question> questions, String nonce, Consumer<String> progress) {
        this.questions = List.copyOf(questions);
        this.marker = ("@@" + nonce + " ").getBytes(StandardCharsets.UTF_8);
        this.progress = progress;
        this.most = questions.stream().mapToLong(Question::maxBytes).max().orElse(0) + Batch.MOST_ERROR_BYTES + 4096;
    }

    /** The next bytes, as they came, and the time by this machine's clock. */
    public void feed(byte[] bytes, int length, Instant now) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                endOfLine(now);
            } else if (line.size() < most) {
                line.write(b);
            }
        }
    }

    /** Whether everything that was asked has been answered. */
    public boolean finished() {
        return finished;
    }

    /** Whether the shell on the other end has said who we are. */
    public boolean greeted() {
        return greeted;
    }

    /** What came until now. */
    public Look look(Instant started) {
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
        if (!greeted) {
            greet(new String(bytes, StandardCharsets.UTF_8));
        } else if (bytes.length > marker.length && Arrays.equals(bytes, 0, marker.length, marker, 0, marker.length)) {
            marked(new String(bytes, marker.length, bytes.length - marker.length, StandardCharsets.UTF_8), now);
        } else if (current != null && text.size() + bytes.length < most) {
            text.writeBytes(bytes);
            text.write('\n');
        }
    }

    /** Login scripts may print before us; the greeting is looked for in their lines. */
    private void greet(String text) {
        Matcher m = HELLO.matcher(text);
        if (m.find()) {
            greeted = true;
            access = Access.valueOf(m.group(1));
            user = m.group(2);
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
        } else if (m.matches() && q != null) {
            byte[] all = text.toByteArray();
            int length = Math.max(0, all.length - 1); // the line end before the marker is the marker's
            cut = length > q.maxBytes();
            out = new String(all, 0, Math.min(length, q.maxBytes()), StandardCharsets.UTF_8);
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
                    default ->
                        exit == TIMED_OUT || exit == KILLED
                                ? Answer.Outcome.TIMED_OUT
                                : exit == NOT_FOUND ? Answer.Outcome.NOT_INSTALLED : Answer.Outcome.DONE;
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
