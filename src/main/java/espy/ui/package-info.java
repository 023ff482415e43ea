/** The window. */
@NullMarked
package espy.ui;

import org.jspecify.annotations.NullMarked;
