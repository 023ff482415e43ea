package espy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotRootTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sudo: a password is required                                                    | PASSWORD",
                "sudo: sorry, you must have a tty to run sudo                                    | NO_TERMINAL",
                "ann is not in the sudoers file.  This incident will be reported.                | NOT_ALLOWED",
                "Sorry, user ann may not run sudo on gw1.                                        | NOT_ALLOWED",
                "Sorry, user ann is not allowed to execute '/bin/sh' as root on gw1.             | NOT_ALLOWED",
                "doas: Operation not permitted                                                   | NOT_ALLOWED",
                "doas: Authentication required                                                   | DOAS_PASSWORD",
                "sudo: account validation failure, is your account locked?                       | ACCOUNT",
                "sudo: Account or password is expired, reset your password and try again         | ACCOUNT",
                "espy-password:Sorry, try again. espy-password: sudo: 1 incorrect password attempt | WRONG_PASSWORD",
                "no builtin printf                                                               | NO_PRINTF",
                "sudo: unable to open /run/sudo: Read-only file system                           | OTHER",
                "''                                                                              | NOT_INSTALLED",
            })
    void theWordsOfSudoAndDoasAreUnderstood(String said, NotRoot why) {
        assertThat(NotRoot.of(said)).isEqualTo(why);
        assertThat(why.sentence()).doesNotEndWith(".").isNotBlank();
    }
}
