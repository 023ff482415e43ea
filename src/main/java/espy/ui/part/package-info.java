/** Small pieces that several screens are made of. */
@NullMarked
package espy.ui.part;

import org.jspecify.annotations.NullMarked;
