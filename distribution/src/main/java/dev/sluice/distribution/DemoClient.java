package dev.sluice.distribution;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls a gateway as anybody would, and shows what is asked and what is answered. */
final class DemoClient {
    private static final Pattern ID = Pattern.compile("\"id\" ?: ?\"((?:asst|thread|run)_[^\"]+)\"");
    private static final Pattern CALL = Pattern.compile("\"id\" ?: ?\"(call_[^\"]+)\"");
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final PrintStream out;
    private final String base;
    private boolean passed = true;

    DemoClient(String base, PrintStream out) {
        this.base = base;
        this.out = out;
    }

    /** Whether everything was answered as it should be. */
    boolean passed() {
        return passed;
    }

    String get(String title, String path) throws IOException, InterruptedException {
        return show(title, path, "", OK);
    }

    String post(String title, String path, String body) throws IOException, InterruptedException {
        return show(title, path, body, OK);
    }

    /** Asks, shows, and gives back the answer. */
    String show(String title, String path, String body, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(title, path, body), HttpResponse.BodyHandlers.ofString());
        out.println("HTTP " + response.statusCode());
        out.println(response.body());
        passed &= response.statusCode() == expected;
        return response.body();
    }

    /** The same for an answer that is streamed; it must come to its end. */
    String stream(String title, String path, String body) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                client.send(request(title, path, body), HttpResponse.BodyHandlers.ofLines());
        out.println("HTTP " + response.statusCode());
        StringBuilder all = new StringBuilder();
        try (Stream<String> lines = response.body()) {
            lines.filter(line -> !line.isEmpty()).forEach(line -> {
                out.println(line);
                all.append(line).append('\n');
            });
        }
        expect(all.toString().endsWith("data: [DONE]\n"));
        return all.toString();
    }

    void expect(boolean asItShouldBe) {
        passed &= asItShouldBe;
    }

    /** The id of the first assistant, thread or run that an answer speaks of. */
    String id(String answer) {
        return first(ID, answer);
    }

    /** The id of the first call of a function that an answer speaks of. */
    String call(String answer) {
        return first(CALL, answer);
    }

    private String first(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        boolean found = matcher.find();
        expect(found);
        return found ? matcher.group(1) : "none";
    }

    private HttpRequest request(String title, String path, String body) {
        out.println("\n== " + title + "\n$ curl " + base + path
                + (body.isEmpty() ? "" : " -H 'Content-Type: application/json' -d '" + body + "'"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
        return body.isEmpty()
                ? request.build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
