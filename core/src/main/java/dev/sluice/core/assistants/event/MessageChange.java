package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Growth of a message.
 *
 * @param role who speaks
 * @param content growth of its parts
 * @param extra what the object held beyond this
 */
public record MessageChange(Optional<Role> role, List<ContentDelta> content, Extra extra) {
    public MessageChange {
        content = List.copyOf(content);
    }

    /** One with no other members. */
    public MessageChange(@Nullable Role role, List<ContentDelta> content) {
        this(Optional.ofNullable(role), content, Extra.NONE);
    }
}
