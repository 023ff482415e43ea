/** The first screen: which gateway? */
@NullMarked
package espy.ui.welcome;

import org.jspecify.annotations.NullMarked;
