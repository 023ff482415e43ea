/** Key tables that Wireshark reads. */
@NullMarked
package espy.wireshark;

import org.jspecify.annotations.NullMarked;
