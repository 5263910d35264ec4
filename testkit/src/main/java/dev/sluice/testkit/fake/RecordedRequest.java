package dev.sluice.testkit.fake;

import dev.sluice.core.http.Headers;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request that the fake has received.
 *
 * @param request what came over the wire
 * @param account the key of the account that answered it; empty for an unknown key
 */
public record RecordedRequest(WireRequest request, Optional<String> account) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]{4,}");

    /** The method. */
    public String method() {
        return request.method();
    }

    /** The request target, raw. */
    public String target() {
        return request.target();
    }

    /** Every header, in order and spelling of the sender. */
    public Headers headers() {
        return request.headers();
    }

    /** The body's bytes, transfer coding removed. */
    public byte[] body() {
        return request.body();
    }

    /** The body as UTF-8. */
    public String text() {
        return request.text();
    }

    /** Whether it is made to change something, rather than to read. */
    public boolean changesState() {
        return !READING.contains(method());
    }

    /** Whether it names an object whose owner, by id, is another account than the one that answered. */
    boolean namesObjectOfOther(Map<String, String> owners) {
        return Stream.of(target(), text())
                .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .map(owners::get)
                .anyMatch(owner -> owner != null && !account.equals(Optional.of(owner)));
    }

    /** Method and target only. */
    @Override
    public String toString() {
        return request.toString();
    }
}
