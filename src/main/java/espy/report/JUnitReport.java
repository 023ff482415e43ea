package espy.report;

import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.checklist.Verdict;
import espy.run.Run;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as JUnit XML, the form that continuous-integration servers read: a suite a checklist, a case a check. What failed is a failure; what
 * could not be decided, does not apply or only a person knows is skipped; a warning passes, with its text as output.
 */
public final class JUnitReport {
    private final Run run;
    private final XMLStreamWriter xml;

    private JUnitReport(Run run, XMLStreamWriter xml) {
        this.run = run;
        this.xml = xml;
    }

    /** The whole document. */
    public static String of(Run run) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitReport(run, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes everything that is written to it", e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        newline();
        xml.writeStartElement("testsuites");
        attribute("name", "espy " + run.gateway());
        counts(run.checks());
        attribute("time", String.format(Locale.ROOT, "%.3f", run.took().toMillis() / 1000.0));
        attribute("timestamp", run.started().toString());
        newline();
        for (Parts.Group group : Parts.groups(run)) {
            suite(group);
        }
        xml.writeEndElement();
        newline();
        xml.writeEndDocument();
    }

    private void suite(Parts.Group group) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", group.title());
        counts(group.checks());
        attribute("hostname", run.gateway());
        attribute("timestamp", run.started().toString());
        newline();
        for (CheckResult check : group.checks()) {
            testcase(check);
        }
        xml.writeEndElement();
        newline();
    }

    private void counts(List<CheckResult> checks) throws XMLStreamException {
        attribute("tests", String.valueOf(checks.size()));
        attribute("failures", count(checks.stream().filter(c -> c.verdict() == Verdict.FAIL)));
        attribute("errors", "0");
        attribute("skipped", count(checks.stream().filter(c -> skipped(c.verdict()))));
    }

    private static String count(Stream<CheckResult> checks) {
        return String.valueOf(checks.count());
    }

    private static boolean skipped(Verdict verdict) {
        return verdict == Verdict.UNKNOWN || verdict == Verdict.SKIPPED || verdict == Verdict.NEEDS_YOU;
    }

    private void testcase(CheckResult check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", check.checklist());
        attribute("name", check.id() + " " + check.title());
        String summary = check.ask().isBlank() ? check.summary() : check.summary() + " – " + check.ask();
        if (check.verdict() == Verdict.FAIL) {
            xml.writeStartElement("failure");
            attribute("type", check.verdict().word());
            attribute("message", summary);
            xml.writeCharacters(Unseen.shown(details(check)));
            xml.writeEndElement();
        } else if (skipped(check.verdict())) {
            xml.writeEmptyElement("skipped");
            attribute("message", Marks.word(check.verdict()) + ": " + summary);
        } else if (check.verdict() == Verdict.WARN) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(Unseen.shown(Marks.word(check.verdict()) + ": " + summary + "\n" + details(check)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        newline();
    }

    /** What was seen, what explains it, and what to do. */
    private String details(CheckResult check) {
        var text = new StringBuilder();
        for (Evidence e : check.evidence()) {
            line(text, Parts.head(e));
            line(text, e.command().isBlank() ? "" : "$ " + e.command());
            e.lines().forEach(l -> line(text, l));
        }
        run.diagnosis().stream()
                .filter(f -> f.explains().contains(check.id()))
                .forEach(f -> line(
                        text, "Explained by " + f.cause() + ": " + f.title() + " (" + Conclusion.percent(f) + ")"));
        Parts.advice(check.todo(), run).forEach((daemon, what) -> line(text, daemon + ": " + what));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        if (!line.isEmpty()) {
            text.append(line).append('\n');
        }
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Unseen.line(value));
    }

    private void newline() throws XMLStreamException {
        xml.writeCharacters("\n");
    }
}
