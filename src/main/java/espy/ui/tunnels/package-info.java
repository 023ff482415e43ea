/** The Tunnels screen. */
@NullMarked
package espy.ui.tunnels;

import org.jspecify.annotations.NullMarked;
