/** The catalogue of probes and the snapshot that one look makes. */
@NullMarked
package espy.probe;

import org.jspecify.annotations.NullMarked;
