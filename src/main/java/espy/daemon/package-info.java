/** What strongSwan, Libreswan and racoon say, as one model. */
@NullMarked
package espy.daemon;

import org.jspecify.annotations.NullMarked;
