/** The Check screen: the diagnosis, the checklists and what Espy saw. */
@NullMarked
package espy.ui.check;

import org.jspecify.annotations.NullMarked;
