/** YAML to checklist, expressions over facts to verdicts with evidence. */
@NullMarked
package espy.checklist;

import org.jspecify.annotations.NullMarked;
