/** SSH with the habits of OpenSSH: configuration, jump hosts, agent, host keys. */
@NullMarked
package espy.gateway.ssh;

import org.jspecify.annotations.NullMarked;
