package espy.diagnosis;

import java.util.Arrays;

/**
 * How much a piece of evidence says, as log-odds: the one place where the ranking is tuned. From {@link #SHOWN} on, a cause is shown.
 */
final class Weights {
    static final double SHOWN = 1;
    private static final double SUREST = 0.99;

    private Weights() {}

    /** How common a cause is among tunnels that do not work, before anything was seen. */
    enum Frequency {
        VERY_COMMON("very common", -2),
        COMMON("common", -3),
        OCCASIONAL("occasional", -4),
        RARE("rare", -5);

        final String word;
        final double prior;

        static Frequency of(String word) {
            return Arrays.stream(values())
                    .filter(x -> x.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }

        Frequency(String word, double prior) {
            this.word = word;
            this.prior = prior;
        }
    }

    /** Strongest first. */
    enum Strength {
        PROOF("proof", 8),
        STRONG("strong", 3),
        HINT("hint", 1),
        EXCULPATES("exculpates", 0);

        final String word;
        final double weight;

        static Strength of(String word) {
            return Arrays.stream(values())
                    .filter(x -> x.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }

        Strength(String word, double weight) {
            this.word = word;
            this.weight = weight;
        }
    }

    /** 0–1, two digits; never certain. */
    static double confidence(double score) {
        double p = Math.min(SUREST, 1 / (1 + Math.exp(-score)));
        return Math.round(p * 100) / 100.0;
    }
}
