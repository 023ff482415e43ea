/** From what a person typed to a gateway: the one place for the command line and the window. */
@NullMarked
package espy.target;

import org.jspecify.annotations.NullMarked;
