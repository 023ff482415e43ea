/** Saved gateways and preferences; no secrets. */
@NullMarked
package espy.settings;

import org.jspecify.annotations.NullMarked;
