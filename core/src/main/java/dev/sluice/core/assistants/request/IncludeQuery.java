package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * What an answer is to include.
 *
 * @param include what to include
 * @param extra what the object held beyond this
 */
public record IncludeQuery(List<Include> include, Extra extra) {
    public IncludeQuery {
        include = List.copyOf(include);
    }

    /** One with no other members. */
    public IncludeQuery(List<Include> include) {
        this(include, Extra.NONE);
    }

    /** Nothing but what is always there. */
    public static final IncludeQuery NONE = new IncludeQuery(List.of());
}
