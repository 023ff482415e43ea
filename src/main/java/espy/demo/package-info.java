/** An SSH gateway inside the program, on loopback, that answers from recorded snapshots. */
@NullMarked
package espy.demo;

import org.jspecify.annotations.NullMarked;
