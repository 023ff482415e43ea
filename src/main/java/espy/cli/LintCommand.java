package espy.cli;

import espy.checklist.Complaint;
import espy.daemon.Signature;
import espy.daemon.Signatures;
import espy.diagnosis.Library;
import espy.diagnosis.Lint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "lint", description = "Check files of checks and causes.")
final class LintCommand extends Command {
    private static final long LARGEST = 4 << 20;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of checks or causes.")
    private List<Path> files = new ArrayList<>();

    LintCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int work() throws IOException {
        var signatures =
                Signatures.builtIn().all().stream().map(Signature::name).collect(Collectors.toSet());
        var checks = Library.builtIn().checks();
        boolean fine = true;
        for (Path file : files) {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " has more than 4 MiB; that is no checklist.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            List<Complaint> complaints = Lint.file(file.toString(), text, signatures, checks);
            complaints.forEach(c -> terminal().out().println(c.text()));
            fine &= complaints.isEmpty();
        }
        if (fine) {
            terminal().say(files.size() == 1 ? "1 file, no complaints" : files.size() + " files, no complaints");
        }
        return fine ? FINE : FAILED;
    }
}
