package espy.ui;

import espy.diagnosis.Library;
import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.gateway.RootRefusedException;
import espy.gateway.ssh.SshGateway;
import espy.gateway.ssh.SshOptions;
import espy.probe.Probes;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import espy.settings.Folders;
import espy.settings.SavedGateways;
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

    private final CompletableFuture<Library> library = CompletableFuture.supplyAsync(
            () -> Library.load(Optional.of(Folders.checklists())),
            r -> Thread.ofPlatform().daemon().start(r));
    private final SavedGateways saved = SavedGateways.own();
    private final Rises rises = new Rises();

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
        try {
            Target target = Target.of(request.target());
            progress.accept("Connecting");
            String typed = request.target();
            try (var opened = target.open(SshOptions.NONE, rises.root(typed), rises.prompts(typed, prompts))) {
                remember(target, typed);
                var wish = new Wish(request.tunnel(), Optional.empty(), List.of());
                return Runner.run(opened.gateway(), opened.live(), wish, started, library::join, progress);
            } catch (RootRefusedException e) {
                rises.refused(typed);
                throw e;
            }
        } catch (Target.Unusable | Runner.NoSuchThing e) {
            throw unusable(e);
        }
    }

    @Override
    public void watch(String target, Prompts prompts, Consumer<Snapshot> seen)
            throws GatewayException, InterruptedException {
        var questions = Probes.tables();
        try (var opened = Target.of(target).open(SshOptions.NONE, rises.root(target), rises.prompts(target, prompts))) {
            var gateway = opened.gateway();
            while (!Thread.currentThread().isInterrupted()) {
                seen.accept(Snapshot.of(gateway.name(), gateway.look(questions, _ -> {}), opened.live()));
                Thread.sleep(PAUSE);
            }
        } catch (Target.Unusable e) {
            throw unusable(e);
        }
    }

    @Override
    public void becomeRoot(String target) {
        rises.want(target);
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
