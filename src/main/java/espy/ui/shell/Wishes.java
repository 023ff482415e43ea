package espy.ui.shell;

import espy.ui.Backend;
import espy.ui.part.Words;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** What a person may wish beyond a plain look, as dialogs: their result is the wish, or nothing when it was closed. */
final class Wishes {
    private Wishes() {}

    /** Says what an active look sends, and asks for consent. */
    static Dialog<Backend.Stir> active(String gateway) {
        var send = new ButtonType("Send and watch", ButtonData.OK_DONE);
        var from = field("stir-from", "for example 10.1.0.10");
        var to = field("stir-to", "for example 10.2.0.10");
        var initiate = new CheckBox("If the tunnel is down, ask the daemon to bring it up");
        initiate.setId("stir-initiate");
        initiate.setWrapText(true);
        var hosts = new GridPane(10, 6);
        hosts.addRow(0, new Label("Host here whose traffic is in trouble"), from);
        hosts.addRow(1, new Label("Host behind the peer"), to);
        var content = new VBox(
                10,
                Words.text(
                        "Espy sends twelve pings, two of them large, and one TCP connection (from a source port of 2000–2999) through"
                                + " the tunnel, from an address of the gateway itself, and captures IKE, ESP and the tunnel's packets beside it for some ten"
                                + " seconds. The counters before and after show where packets get lost."),
                Words.text(
                        "No rule, no setting and no file is changed. Traffic may bring up a tunnel that waits for it; such SAs stay."),
                hosts,
                Words.muted(
                        "Without a host behind the peer Espy takes one that the gateway knows; where it knows none, it only watches."),
                initiate);
        Dialog<Backend.Stir> dialog =
                Dialogs.dialog("Look actively at " + gateway + "?", content, send, ButtonType.CANCEL);
        Dialogs.button(dialog, send, "stir-send").setDefaultButton(true);
        dialog.setResultConverter(
                b -> send.equals(b) ? new Backend.Stir(initiate.isSelected(), typed(from), typed(to)) : null);
        return dialog;
    }

    /** Asks which gateway stands at the other end. */
    static Dialog<String> otherEnd(Optional<String> now) {
        var look = new ButtonType("Look at both", ButtonData.OK_DONE);
        var field = field("peer-target", "user@host, or a name from ~/.ssh/config");
        now.ifPresent(field::setText);
        field.setPrefColumnCount(30);
        var content = new VBox(
                10,
                Words.text(
                        "If you can log in at the other end of the tunnel too, Espy looks at both at the same time, compares what is"
                                + " configured, and joins the two logs. Reasons are often written in the other log only."),
                field,
                Words.muted("Empty: only this end."));
        Dialog<String> dialog = Dialogs.dialog("Which gateway is the other end?", content, look, ButtonType.CANCEL);
        Dialogs.button(dialog, look, "peer-look").setDefaultButton(true);
        dialog.setResultConverter(b -> look.equals(b) ? field.getText() : null);
        dialog.setOnShown(_ -> Platform.runLater(field::requestFocus)); // after the dialog chose a button itself
        return dialog;
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        return field;
    }

    private static Optional<String> typed(TextField field) {
        return List.of(field.getText().strip()).stream()
                .filter(t -> !t.isEmpty())
                .findFirst();
    }
}
