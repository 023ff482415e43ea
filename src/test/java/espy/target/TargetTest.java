package espy.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Prompts;
import espy.gateway.Root;
import espy.gateway.ssh.SshOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @TempDir
    private Path folder;

    @Test
    void theWordsThatAreNoHosts() throws Target.Unusable {
        assertThat(Target.of("local")).isEqualTo(new Target.Local());
        assertThat(Target.of("-")).isEqualTo(new Target.Input());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "moon",
                "root@moon",
                "moon:2222",
                "root@moon.example:22",
                "192.0.2.1",
                "root@[2001:db8::1]:22",
                "localhost",
                "gw_1"
            })
    void everythingElseIsAHost(String typed) throws Target.Unusable {
        assertThat(Target.of(typed)).isEqualTo(new Target.Ssh(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "-oProxyCommand=id", "moon\nsun", "moon:22:ssh"})
    void whatCanBeNeitherIsSaidInOneSentence(String typed) {
        assertThatThrownBy(() -> Target.of(typed))
                .isInstanceOf(Target.Unusable.class)
                .hasMessageContaining("is neither a host nor a file")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileHasASlashOrAnEnding() throws IOException, Target.Unusable {
        Path file = Files.writeString(folder.resolve("look"), "");
        assertThat(Target.of(file.toString())).isEqualTo(new Target.File(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./no-such-file", "no-such-file.zip", "no-such-file.txt", "/no/such/folder/file"})
    void aFileThatIsMissingIsNoHost(String typed) {
        assertThatThrownBy(() -> Target.of(typed))
                .isInstanceOf(Target.Unusable.class)
                .hasMessageStartingWith("There is no file ");
    }

    @Test
    void aFolderAndANameThatCannotBe() {
        assertThatThrownBy(() -> Target.of(folder.toString())).hasMessage(folder + " is a folder, not a file.");
        assertThatThrownBy(() -> Target.of("./a\0b")).hasMessage("./a?b cannot be the name of a file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo:", "demo:no-such-scenario", "demo:\u001b[31m"})
    void scenariosAreKnownByName(String typed) {
        assertThatThrownBy(() -> Target.of(typed))
                .isInstanceOf(Target.Unusable.class)
                .hasMessageStartingWith("The demo has no scenario “")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void whatIsNoGatewayCannotBeOpened() throws IOException, Target.Unusable {
        var options = new SshOptions(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        assertThatThrownBy(() -> Target.of("-").open(options, Root.IF_FREE, Prompts.NOBODY))
                .isInstanceOf(Target.Unusable.class)
                .hasMessageStartingWith("Standard input cannot be looked at.");
        Target text = Target.of(Files.writeString(folder.resolve("states.txt"), "src 192.0.2.1 dst 192.0.2.2\n")
                .toString());
        assertThatThrownBy(() -> text.open(options, Root.IF_FREE, Prompts.NOBODY))
                .isInstanceOf(Target.Unusable.class)
                .hasMessageContaining("states.txt");
    }
}
