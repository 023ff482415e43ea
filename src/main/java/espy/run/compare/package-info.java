/** What differs between two runs: of one gateway in time, or of the two ends of a tunnel. */
@NullMarked
package espy.run.compare;

import org.jspecify.annotations.NullMarked;
