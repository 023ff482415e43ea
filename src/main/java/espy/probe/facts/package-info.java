/** Facts: what a snapshot says, as plain data for expressions. */
@NullMarked
package espy.probe.facts;

import org.jspecify.annotations.NullMarked;
