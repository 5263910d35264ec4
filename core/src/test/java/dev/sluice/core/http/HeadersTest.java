package dev.sluice.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void whoGoesOnBuildingDoesNotChangeWhatWasBuilt() {
        Headers.Builder builder = Headers.builder().add("A", "1").add("B", "2");
        Headers first = builder.build();
        Headers second = builder.set("a", "3").build();
        Headers third = builder.remove("B"::equals).add("C", "4").build();
        assertThat(first).isEqualTo(Headers.of("A", "1", "B", "2"));
        assertThat(second).isEqualTo(Headers.of("B", "2", "a", "3"));
        assertThat(third).isEqualTo(Headers.of("a", "3", "C", "4"));
    }

    @Test
    void whatWasBuiltInMoreRoomIsTheSame() {
        Headers roomy = Headers.builder().add("A", "1").build();
        assertThat(roomy).isEqualTo(Headers.of("A", "1")).hasSameHashCodeAs(Headers.of("A", "1"));
        assertThat(roomy.toBuilder().build()).isEqualTo(roomy);
        assertThat(roomy.size()).isEqualTo(1);
    }

    @Test
    void holdsAsManyFieldsAsThereAre() {
        Headers.Builder builder = Headers.builder();
        for (int i = 0; i < 100; i++) {
            builder.add("name-" + i, "value");
        }
        assertThat(builder.build().size()).isEqualTo(100);
        assertThat(builder.build().first("NAME-99")).contains("value");
    }

    @Test
    void setsAFieldOnceWhateverItWasCalled() {
        assertThat(Headers.of("x", "1", "Y", "2", "X", "3").toBuilder()
                        .set("X", "4")
                        .build())
                .isEqualTo(Headers.of("Y", "2", "X", "4"));
    }
}
