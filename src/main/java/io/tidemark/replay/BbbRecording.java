package io.tidemark.replay;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A BigBlueButton recording (`events.xml`) as signals: the meeting starts, its users join and leave, and it ends with the
/// recording, which ends whoever is still in.
///
/// Three traps are in these files. *Left audio* has the same event name as *left the meeting* and differs only by its module,
/// `VOICE`. A user's id is used again after each reconnect, so a session is the id and the instant of its join. And a join of
/// somebody present is news about that session, no second one.
final class BbbRecording {
    private static final Set<String> WANTED = Set.of("userId", "externalUserId", "role", "timestampUTC");

    private final SignalSink sink;
    private final XMLStreamReader xml;
    private final Map<String, String> sessions = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();
    private BbbClock clock = new BbbClock("");
    private String event = "";
    private String title = "";
    private boolean started;
    private long latest;

    private BbbRecording(XMLStreamReader xml, SignalSink sink) {
        this.xml = xml;
        this.sink = sink;
    }

    /// Reads to the end. A file that breaks off is read up to there, its meeting ended, and then reported.
    static void read(InputStream in, SignalSink sink) throws IOException, InterruptedException {
        try {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            // The JDK counts every "&amp;" of a document towards these; without a DTD there are no other entities to bound.
            factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
            factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
            var recording = new BbbRecording(factory.createXMLStreamReader(in), sink);
            recording.read();
        } catch (XMLStreamException e) {
            throw new IOException(e.getLocation() == null
                    ? "not XML"
                    : "line " + e.getLocation().getLineNumber() + ": the XML breaks off or "
                            + "is not well-formed",
                    e);
        }
    }

    private void read() throws IOException, InterruptedException, XMLStreamException {
        try {
            while (xml.hasNext()) if (xml.next() == XMLStreamConstants.START_ELEMENT) element();
        } catch (XMLStreamException e) {
            end();
            throw e;
        }
        if (event.isEmpty()) throw new IOException("not a BigBlueButton recording: it names no meeting");
        end();
    }

    private void end() throws IOException, InterruptedException {
        if (started) sink.accept(meeting("ended", latest), line());
    }

    private void element() throws IOException, InterruptedException, XMLStreamException {
        switch (xml.getLocalName()) {
            case "recording" -> clock = new BbbClock(attribute("meeting_id"));
            case "meeting" -> {
                event = attribute("externalId").isBlank() ? attribute("id") : attribute("externalId");
                title = attribute("name");
            }
            case "event" -> event();
            default -> {
            }
        }
    }

    private void event() throws IOException, InterruptedException, XMLStreamException {
        long line = line();
        String what = attribute("module") + " " + attribute("eventname");
        long timestamp = number(attribute("timestamp"), "timestamp");
        fields.clear();
        for (int next = xml.next(); next != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("event"); next = xml.next())
            if (next == XMLStreamConstants.START_ELEMENT && WANTED.contains(xml.getLocalName()))
                fields.put(xml.getLocalName(), xml
                        .getElementText().strip());
        String utc = fields.get("timestampUTC");
        Long at = clock.at(timestamp, utc == null || utc.isEmpty() ? null : number(utc, "timestampUTC"));
        if (at == null) throw new IOException("line " + line + ": nothing tells the time: no timestampUTC, and none in the meeting's id");
        if (event.isEmpty()) throw new IOException("line " + line + ": an event before its meeting");
        latest = at;
        if (!started) sink.accept(meeting("started", at), line);
        started = true;
        String user = fields.get("userId");
        if (user == null || user.isEmpty()) return;
        if (what.equals("PARTICIPANT ParticipantJoinEvent")) join(user, at, line);
        else if (what.equals("PARTICIPANT ParticipantLeftEvent")) leave(user, at, line);
    }

    private void join(String user, long at, long line) throws IOException, InterruptedException {
        String external = fields.getOrDefault("externalUserId", "");
        sink.accept(new JsonObject().put("type", "join").put("session", sessions.computeIfAbsent(user, id -> id + "-" + at)).put("event",
                event).put("kind", "meeting").put("role", "MODERATOR".equals(fields.get("role")) ? "moderator" : "participant").put("user",
                        external.isEmpty() ? user : external)
                .put("at", at), line);
    }

    private void leave(String user, long at, long line) throws IOException, InterruptedException {
        String session = sessions.remove(user);
        if (session != null) sink.accept(new JsonObject().put("type", "leave").put("session", session).put("at", at), line);
    }

    private JsonObject meeting(String state, long at) {
        var signal = new JsonObject().put("type", "event").put("event", event).put("state", state).put("kind", "meeting").put("at", at);
        return title.isBlank() ? signal : signal.put("title", title);
    }

    private String attribute(String name) {
        @Nullable
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private long number(String text, String name) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IOException("line " + line() + ": " + name + " is no number");
        }
    }

    private long line() {
        return xml.getLocation().getLineNumber();
    }
}
