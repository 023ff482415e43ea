package espy.ui.shell;

/** The screens of the window. */
public enum Screen {
    WELCOME,
    CHECK,
    TUNNELS,
    KEYS
}
