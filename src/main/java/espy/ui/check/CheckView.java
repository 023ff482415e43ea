package espy.ui.check;

import atlantafx.base.theme.Tweaks;
import espy.ui.part.EmptyState;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The Check screen: diagnosis on top, checklists on the left, what is selected on the right. */
public final class CheckView extends BorderPane {
    /** What the person may ask for beyond a plain look. */
    public interface Next {
        void lookActively();

        void otherEnd();
    }

    private final CheckModel model;
    private final Consumer<String> browse;
    private final ScrollPane detail = new ScrollPane();

    /** The screen of a model. {@code browse} opens a page in the browser. */
    public CheckView(CheckModel model, Next next, Consumer<String> browse) {
        this.model = model;
        this.browse = browse;
        setId("check-screen");
        detail.setId("detail");
        detail.setFitToWidth(true);
        detail.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        detail.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        var tree = new CheckTree(model);
        tree.setMinWidth(300);
        var split = new SplitPane(tree, detail);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.42);
        split.getStyleClass().add("check-split");
        SplitPane.setResizableWithParent(tree, false);
        setCenter(split);
        model.page()
                .subscribe(p -> setTop(p.<Node>map(page -> new DiagnosisCard(model, page, next))
                        .orElse(null)));
        model.selection().subscribe(this::showDetail);
    }

    private void showDetail(CheckModel.Selection selection) {
        var page = model.page().get();
        detail.setVvalue(0);
        switch (selection) {
            case CheckModel.Selection.Nothing() ->
                detail.setContent(new EmptyState(
                        MaterialDesignC.CURSOR_DEFAULT_CLICK_OUTLINE,
                        "No check is selected",
                        "Select one on the left to see what was looked at, what was seen and what to do."));
            case CheckModel.Selection.OfCheck(var check) ->
                detail.setContent(new CheckDetail(
                        model, check, page.map(CheckPage::daemon).orElse("any"), browse));
            case CheckModel.Selection.OfView(var view) ->
                page.ifPresent(p -> detail.setContent(InsightDetail.of(view, p)));
            case CheckModel.Selection.OfCause(var finding, var part) ->
                page.ifPresent(p -> detail.setContent(new CauseDetail(model, p, finding, part)));
        }
    }
}
