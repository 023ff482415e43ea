package espy.ui.tunnels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the table shows of a page: sorted, and narrowed by the filter. A value; the next one is made from the one before, on any thread.
 *
 * @param source the page as it was read
 * @param page   the same with what went through the tunnels since the pages before
 * @param order  absent means the kernel's order
 * @param sorted all rows in that order
 * @param rows   those of them that the filter leaves
 */
record Listing(
        TunnelsPage source,
        TunnelsPage page,
        @Nullable Comparator<TunnelRow> order,
        List<TunnelRow> sorted,
        List<TunnelRow> rows) {
    /** As many rows are looked through before anybody asks whether the result is still wanted. */
    private static final int STRIDE = 1024;

    private static final Pattern BETWEEN = Pattern.compile("[\\s⇄]+");

    /** What the person asks for. {@code filter}: all its words must occur in a row, in any order and case. */
    record Wish(TunnelsPage page, @Nullable Comparator<TunnelRow> order, String filter) {}

    /** Shows nothing yet. */
    static Listing none() {
        return new Listing(TunnelsPage.NONE, TunnelsPage.NONE, null, List.of(), List.of());
    }

    /** The listing that fulfils the wish; empty when it was cancelled on the way. */
    Optional<Listing> next(Wish wish, BooleanSupplier cancelled) {
        boolean same = wish.page().equals(source);
        TunnelsPage now = same ? page : wish.page().after(page);
        List<TunnelRow> all = same && Objects.equals(wish.order(), order) ? sorted : sorted(now.rows(), wish.order());
        return cancelled.getAsBoolean()
                ? Optional.empty()
                : narrowed(all, words(wish.filter()), cancelled)
                        .map(left -> new Listing(wish.page(), now, wish.order(), all, left));
    }

    private static List<TunnelRow> sorted(List<TunnelRow> rows, @Nullable Comparator<TunnelRow> order) {
        return order == null ? rows : rows.stream().sorted(order).toList();
    }

    private static Optional<List<TunnelRow>> narrowed(
            List<TunnelRow> all, List<String> words, BooleanSupplier cancelled) {
        if (words.isEmpty()) {
            return Optional.of(all);
        }
        var left = new ArrayList<TunnelRow>();
        for (int i = 0; i < all.size(); i++) {
            if (i % STRIDE == 0 && cancelled.getAsBoolean()) {
                return Optional.empty();
            }
            if (holds(all.get(i), words)) {
                left.add(all.get(i));
            }
        }
        return Optional.of(List.copyOf(left));
    }

    private static boolean holds(TunnelRow row, List<String> words) {
        for (String word : words) {
            if (!row.words().contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Those that must occur, in lower case. */
    static List<String> words(String filter) {
        return BETWEEN.splitAsStream(filter.toLowerCase(Locale.ROOT))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /** Each is its own, as each page is. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Whether both show the very same page. */
    boolean samePage(Listing other) {
        return page.equals(other.page);
    }

    /** The place of a row; −1 when the filter hides it. */
    int indexOf(String id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
