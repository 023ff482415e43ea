package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Somebody who gives the prepared answers, then gives up, and remembers what was asked. */
class Person implements Prompts {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final boolean trusts;
    private final Deque<String> answers;

    Person(boolean trusts, String... answers) {
        this.trusts = trusts;
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        asked.add(host + " " + keyType + " " + fingerprint);
        return trusts;
    }

    @Override
    public Optional<char[]> ask(String prompt, boolean echo) {
        asked.add(prompt);
        return Optional.ofNullable(answers.poll()).map(String::toCharArray);
    }
}
