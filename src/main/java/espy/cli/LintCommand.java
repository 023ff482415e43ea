package espy.cli;

import espy.checklist.Complaint;
import espy.daemon.Signature;
import espy.daemon.Signatures;
import espy.diagnosis.Library;
import espy.diagnosis.Lint;
import espy.settings.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "lint", description = "Check files of checks and causes.")
final class LintCommand extends Command {
    private static final int LARGEST = 4 << 20;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of checks or causes.")
    private List<Path> files = new ArrayList<>();

    LintCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int work() throws IOException {
        var signatures =
                Signatures.builtIn().all().stream().map(Signature::name).collect(Collectors.toSet());
        // files in a person's own folder may name each other's checks and causes
        var library = Library.load(Optional.of(Folders.checklists()));
        boolean fine = true;
        var unread = new ArrayList<IOException>();
        for (Path file : files) {
            try {
                List<Complaint> complaints = Lint.file(file.toString(), text(file), signatures, library);
                complaints.forEach(c -> terminal().out().println(c.text()));
                fine &= complaints.isEmpty();
            } catch (IOException e) {
                unread.add(e);
            }
        }
        if (!unread.isEmpty()) {
            throw unread.getFirst();
        }
        if (fine) {
            terminal().say(files.size() == 1 ? "1 file, no complaints" : files.size() + " files, no complaints");
        }
        return fine ? FINE : FAILED;
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder.");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException(file + " has more than 4 MiB; that is no checklist.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text.", e);
        }
    }
}
