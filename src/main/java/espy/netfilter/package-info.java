/** iptables and nftables rulesets with counters, and a packet's way through them. */
@NullMarked
package espy.netfilter;

import org.jspecify.annotations.NullMarked;
