package espy.diagnosis;

/**
 * Something that must fit together between the two ends of a tunnel.
 *
 * @param relation its name, as {@code both.differs} has it
 * @param here     what this end has
 * @param there    what the other end has
 * @param says     one sentence
 */
public record Relation(String relation, String here, String there, boolean holds, String says) {}
