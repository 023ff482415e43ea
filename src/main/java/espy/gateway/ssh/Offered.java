package espy.gateway.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.AbstractUserAuthFactory;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.Buffer;

/** The ways to log in that a server would take, as far as we got to see them. */
final class Offered {
    /** What a server may want that Espy cannot do. */
    private static final List<String> FOREIGN = List.of("gssapi-with-mic", "hostbased");

    private final List<String> names = new ArrayList<>();

    synchronized List<String> names() {
        return List.copyOf(names);
    }

    /** Whether there is no way at all for us. */
    synchronized boolean onlyForeign() {
        return FOREIGN.containsAll(names);
    }

    private synchronized void add(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    /** The same ways, each of which is remembered when its turn comes; and behind them those that we can only name. */
    List<UserAuthFactory> watch(List<UserAuthFactory> ours) {
        var all = new ArrayList<UserAuthFactory>();
        ours.forEach(f -> all.add(new Watched(f)));
        FOREIGN.forEach(name -> all.add(new Watched(new Foreign(name))));
        return all;
    }

    private final class Watched extends AbstractUserAuthFactory {
        private final UserAuthFactory factory;

        Watched(UserAuthFactory factory) {
            super(factory.getName());
            this.factory = factory;
        }

        @Override
        public UserAuth createUserAuth(ClientSession session) throws IOException {
            add(getName());
            return factory.createUserAuth(session);
        }
    }

    private static final class Foreign extends AbstractUserAuthFactory {
        Foreign(String name) {
            super(name);
        }

        @Override
        public UserAuth createUserAuth(ClientSession session) {
            return new NoWay(getName());
        }
    }

    /** Gives up at once. */
    private static final class NoWay extends AbstractUserAuth {
        NoWay(String name) {
            super(name);
        }

        @Override
        protected boolean sendAuthDataRequest(ClientSession session, String service) {
            return false;
        }

        @Override
        protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
            return false;
        }
    }
}
