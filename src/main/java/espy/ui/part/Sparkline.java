package espy.ui.part;

import java.util.function.IntToDoubleFunction;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/** A small curve without axes, as wide and high as its room; the newest value is at the right. Invisible until there are two values. */
public final class Sparkline extends Region {
    /**
     * What it draws.
     *
     * @param count  how many values there are
     * @param room   how many have room; fewer begin further right
     * @param values by their place, none below zero
     */
    public record Curve(int count, int room, IntToDoubleFunction values) {
        public static final Curve NONE = new Curve(0, 0, _ -> 0);
    }

    private final Polygon area = new Polygon();
    private final Polyline line = new Polyline();
    private Curve curve = Curve.NONE;

    public Sparkline() {
        getStyleClass().add("sparkline");
        area.getStyleClass().add("sparkline-area");
        line.getStyleClass().add("sparkline-line");
        area.setManaged(false);
        line.setManaged(false);
        setMouseTransparent(true);
        getChildren().setAll(area, line);
    }

    public void show(Curve shown) {
        curve = shown;
        area.setVisible(shown.count() > 1);
        line.setVisible(shown.count() > 1);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        int count = curve.count();
        if (count < 2) {
            return;
        }
        IntToDoubleFunction values = curve.values();
        double highest = 1;
        for (int i = 0; i < count; i++) {
            highest = Math.max(highest, values.applyAsDouble(i));
        }
        var points = new Double[2 * count];
        double step = getWidth() / (Math.max(curve.room(), count) - 1);
        for (int i = 0; i < count; i++) {
            points[2 * i] = getWidth() - step * (count - 1 - i);
            points[2 * i + 1] = getHeight() - 1 - values.applyAsDouble(i) / highest * (getHeight() - 2);
        }
        line.getPoints().setAll(points);
        area.getPoints().setAll(points);
        area.getPoints().addAll(getWidth(), getHeight(), points[0], getHeight());
    }
}
