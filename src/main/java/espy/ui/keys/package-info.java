/** The Keys screen. */
@NullMarked
package espy.ui.keys;

import org.jspecify.annotations.NullMarked;
