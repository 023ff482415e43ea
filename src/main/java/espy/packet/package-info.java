/** Captured packets: files of them, and IP, UDP, TCP, ICMP and ESP headers, just as deep as finding a fault needs. */
@NullMarked
package espy.packet;

import org.jspecify.annotations.NullMarked;
