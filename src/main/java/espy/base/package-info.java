/** The little that all rooms share: parsed values with their leftovers, addresses, prefixes, selectors, secrets. */
@NullMarked
package espy.base;

import org.jspecify.annotations.NullMarked;
