/** The program itself: where it starts. */
@NullMarked
package espy;

import org.jspecify.annotations.NullMarked;
