/** Root causes that the facts support, most likely first. */
@NullMarked
package espy.diagnosis;

import org.jspecify.annotations.NullMarked;
