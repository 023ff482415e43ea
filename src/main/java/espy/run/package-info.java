/** One run from start to end: connect, look, judge. */
@NullMarked
package espy.run;

import org.jspecify.annotations.NullMarked;
