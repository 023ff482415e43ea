/** Machines on which Espy may run commands: over SSH, this one, or a recorded one. */
@NullMarked
package espy.gateway;

import org.jspecify.annotations.NullMarked;
