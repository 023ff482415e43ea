/** The frame of the window: top bar, navigation, status line, and what the window is doing. */
@NullMarked
package espy.ui.shell;

import org.jspecify.annotations.NullMarked;
