package espy.checklist;

import java.util.List;
import java.util.Map;

/** A YAML node that knows where it stands. Lines and columns count from 1. */
public sealed interface Node {
    int line();

    int column();

    /** Text, number or boolean: all are text here, as written. */
    record Scalar(String value, int line, int column) implements Node {}

    record Sequence(List<Node> items, int line, int column) implements Node {}

    /** Fields in the order of the file. */
    record Mapping(Map<String, Field> fields, int line, int column) implements Node {}

    /** A field's value and the place of its name. */
    record Field(Node value, int line, int column) {}
}
