package dev.sluice.store.jdbc.ids;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
    @ParameterizedTest
    @CsvSource({
        "thread_abc123, thread_",
        "file-abc, file-",
        "chatcmpl-9xYz, chatcmpl-",
        "batch_67_89, batch_",
        "batch_550e8400-e29b-41d4-a716-446655440000, batch_",
        "550e8400-e29b-41d4-a716-446655440000, #36:dlp",
        "deadbeef-dead-beef-dead-beefdeadbeef, #36:lp",
        "DEADBEEF-e29b-41d4-a716-446655440000, #36:dlup",
        "ft:gpt-4o:org::9, #16:dlp",
        "12345, #5:d",
        "Abc_1, #5:dlup",
        "a1_b, #4:dlp",
        "_abc, #4:lp",
        "-, #1:p",
        "abcdefghijklmnopqrstuvwxyzabc_1, #31:dlp",
    })
    void idsOfOneKindOfObjectAreOfOneKind(String id, String kind) {
        assertThat(Ids.kind(id)).isEqualTo(kind);
    }
}
