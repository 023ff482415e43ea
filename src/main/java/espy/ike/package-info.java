/** IKE as the RFCs say it: headers, proposals and notifies of messages that pass in clear. */
@NullMarked
package espy.ike;

import org.jspecify.annotations.NullMarked;
