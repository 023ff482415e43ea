package espy.ui.part;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Narrows a list while one types; Escape empties it, arrow down goes on to the list. */
public final class FilterField extends TextField {
    public FilterField(String prompt, Node list) {
        setId("filter");
        setPromptText(prompt);
        setPrefColumnCount(24);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
                clear();
                e.consume();
            } else if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
                list.requestFocus();
                e.consume();
            }
        });
    }
}
