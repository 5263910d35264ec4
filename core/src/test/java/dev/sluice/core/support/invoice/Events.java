package dev.sluice.core.support.invoice;

/** Writes a stream of events. */
final class Events {
    private final StringBuilder text = new StringBuilder();

    /** An event that says in its data what it is. */
    Events add(String data) {
        text.append("data: ").append(data).append("\n\n");
        return this;
    }

    /** An event with a name. */
    Events add(String name, String data) {
        text.append("event: ").append(name).append('\n');
        return add(data);
    }

    /** An event whose name its data repeats as its type; the members are what else it says. */
    Events typed(String type, String members) {
        return add(type, "{'type':'" + type + "'" + (members.isEmpty() ? "" : "," + members) + "}");
    }

    String done() {
        return add("[DONE]").text();
    }

    String text() {
        return text.toString();
    }
}
