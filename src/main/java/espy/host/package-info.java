/** The machine under the tunnel: addresses, routes, sysctl, sockets, clock, disk, load. */
@NullMarked
package espy.host;

import org.jspecify.annotations.NullMarked;
