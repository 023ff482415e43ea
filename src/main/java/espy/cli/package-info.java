/** The command line, one class a command. */
@NullMarked
package espy.cli;

import org.jspecify.annotations.NullMarked;
