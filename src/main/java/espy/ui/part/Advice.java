package espy.ui.part;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What to do, by daemon: one segment each, that of the gateway's own daemon first. */
public final class Advice extends VBox {
    private static final Map<String, String> NAMES =
            Map.of("strongswan", "strongSwan", "libreswan", "Libreswan", "racoon", "racoon", "any", "Any gateway");
    private static final List<String> ORDER = List.of("strongswan", "libreswan", "racoon", "any");

    /**
     * Advice in words.
     *
     * @param byDaemon not empty
     * @param daemon   the gateway's own
     */
    public Advice(Map<String, String> byDaemon, String daemon) {
        setSpacing(8);
        var text = Words.text("", "advice");
        text.setId("advice");
        var keys = new ArrayList<>(ORDER.stream().filter(byDaemon::containsKey).toList());
        byDaemon.keySet().stream().sorted().filter(k -> !keys.contains(k)).forEach(keys::add);
        if (keys.size() > 1) {
            getChildren().add(segments(keys, byDaemon, daemon, text::setText));
        } else {
            text.setText(byDaemon.getOrDefault(keys.getFirst(), ""));
        }
        getChildren().add(text);
    }

    private static HBox segments(
            List<String> keys, Map<String, String> byDaemon, String daemon, java.util.function.Consumer<String> show) {
        var group = new ToggleGroup();
        var row = new HBox();
        row.setAlignment(Pos.CENTER_LEFT);
        for (String key : keys) {
            var button = new ToggleButton(NAMES.getOrDefault(key, key));
            button.setId("advice-" + key);
            button.setToggleGroup(group);
            button.getStyleClass().addAll(Styles.SMALL, pill(keys, key));
            button.setUserData(key);
            button.setMinWidth(ToggleButton.USE_PREF_SIZE);
            row.getChildren().add(button);
        }
        group.selectedToggleProperty().addListener((_, before, now) -> {
            if (now == null) {
                group.selectToggle(before); // one is always chosen
            } else {
                show.accept(byDaemon.getOrDefault(String.valueOf(now.getUserData()), ""));
            }
        });
        String first = byDaemon.containsKey(daemon) ? daemon : byDaemon.containsKey("any") ? "any" : keys.getFirst();
        group.getToggles().stream()
                .filter(t -> first.equals(t.getUserData()))
                .findFirst()
                .ifPresent(group::selectToggle);
        return row;
    }

    private static String pill(List<String> keys, String key) {
        if (key.equals(keys.getFirst())) {
            return Styles.LEFT_PILL;
        }
        return key.equals(keys.getLast()) ? Styles.RIGHT_PILL : Styles.CENTER_PILL;
    }
}
