/** What {@code ip xfrm} and {@code /proc/net/xfrm_stat} print, as records, and their pairing into tunnels. */
@NullMarked
package espy.xfrm;

import org.jspecify.annotations.NullMarked;
