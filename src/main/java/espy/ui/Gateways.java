package espy.ui;

import espy.base.Address;
import espy.checklist.Clean;
import espy.diagnosis.Library;
import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.gateway.ssh.SshGateway;
import espy.probe.Probes;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import espy.settings.Folders;
import espy.settings.SavedGateways;
import espy.target.Connections;
import espy.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The real gateways behind the window. */
public final class Gateways implements Backend {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final CompletableFuture<Library> library = Library.inBackground(Optional.of(Folders.checklists()));
    private final SavedGateways saved = SavedGateways.own();
    private final Connections connections = new Connections();

    @Override
    public List<String> saved() {
        return saved.list();
    }

    @Override
    public List<String> sshHosts() {
        return SshGateway.configuredHosts();
    }

    @Override
    public List<Scenario> scenarios() {
        return espy.demo.Scenario.all().stream()
                .map(s -> new Scenario(s.name(), s.summary()))
                .toList();
    }

    @Override
    public Run run(Request request, Prompts prompts, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        Instant started = Instant.now();
        String typed = request.target();
        try {
            Target target = Target.of(typed);
            progress.accept("Connecting");
            return connections.work(typed, prompts, opened -> {
                remember(target, typed);
                return request.peer().isEmpty()
                        ? run(request, opened, new Runner.Peer(Optional.empty(), Optional.empty()), started, progress)
                        : withOther(request, opened, prompts, started, progress);
            });
        } catch (Target.Unusable e) {
            throw unusable(e);
        }
    }

    /** The other end's connection is kept too; that it cannot be reached is no reason not to look at this one. */
    private Run withOther(
            Request request, Target.Opened opened, Prompts prompts, Instant started, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        String peer = request.peer().orElseThrow();
        progress.accept("Connecting to " + peer);
        try {
            return connections.work(peer, prompts, other -> {
                if (other.live() != opened.live()) {
                    return run(request, opened, without("one of the two is a recording"), started, progress);
                }
                var reached = new Runner.Peer(Optional.of(other.gateway()), Optional.empty());
                return run(request, opened, reached, started, progress);
            });
        } catch (Target.Unusable | GatewayException e) {
            return run(request, opened, without(String.valueOf(e.getMessage())), started, progress);
        }
    }

    private static Runner.Peer without(String why) {
        return new Runner.Peer(
                Optional.empty(),
                Optional.of("The other end could not be reached, so this is about one end only: " + why));
    }

    private Run run(Request request, Target.Opened opened, Runner.Peer peer, Instant started, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        try {
            var wish = new Wish(request.tunnel(), Optional.empty(), List.of(), stir(request));
            return Runner.run(opened.gateway(), opened.live(), peer, wish, started, library::join, progress);
        } catch (Runner.NoSuchThing e) {
            throw unusable(e);
        }
    }

    private static Optional<espy.run.Stir> stir(Request request) throws GatewayException {
        if (request.stir().isEmpty()) {
            return Optional.empty();
        }
        Stir asked = request.stir().get();
        return Optional.of(new espy.run.Stir(
                asked.initiate(), address(asked.from()), address(asked.to()), espy.run.Stir.USUAL_SECONDS));
    }

    private static Optional<Address> address(Optional<String> typed) throws GatewayException {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var address = Address.parse(typed.get());
        if (address.isEmpty()) {
            throw new GatewayException("“" + Clean.line(typed.get())
                    + "” is no IP address, so nothing was sent. Give the hosts of an active look as addresses.");
        }
        return address;
    }

    @Override
    public void watch(String target, Prompts prompts, Consumer<Snapshot> seen)
            throws GatewayException, InterruptedException {
        var questions = Probes.tables();
        try {
            connections.work(target, prompts, opened -> {
                var gateway = opened.gateway();
                while (!Thread.currentThread().isInterrupted()) {
                    seen.accept(Snapshot.of(gateway.name(), gateway.look(questions, _ -> {}), opened.live()));
                    Thread.sleep(PAUSE);
                }
                throw new InterruptedException();
            });
        } catch (Target.Unusable e) {
            throw unusable(e);
        }
    }

    @Override
    public void becomeRoot(String target) {
        connections.becomeRoot(target);
    }

    private static GatewayException unusable(Exception e) {
        return new GatewayException(e.getMessage() == null ? "This cannot be looked at." : e.getMessage(), e);
    }

    private void remember(Target target, String typed) {
        if (target instanceof Target.Ssh || target instanceof Target.Local) {
            try {
                saved.add(typed);
            } catch (IOException e) {
                // the list is a convenience; without it the run is as good
            }
        }
    }
}
