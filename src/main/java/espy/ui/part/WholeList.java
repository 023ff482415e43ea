package espy.ui.part;

import java.util.List;
import javafx.collections.ObservableListBase;

/** An observable list that is only ever replaced as a whole: one change event, nothing is copied, whatever its size. */
public final class WholeList<T> extends ObservableListBase<T> {
    private List<T> items = List.of();

    /** Shows other items from now on. {@code fresh} is kept and must not change any more. */
    @SuppressWarnings(
            "ReferenceEquality") // only the very same list is no change; comparing long ones costs more than showing
    // them
    public void show(List<T> fresh) {
        List<T> old = items;
        if (old != fresh) {
            beginChange();
            items = fresh;
            nextReplace(0, fresh.size(), old);
            endChange();
        }
    }

    @Override
    public T get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
