/** A run as HTML, Markdown, JSON and JUnit XML, without secrets. */
@NullMarked
package espy.report;

import org.jspecify.annotations.NullMarked;
