package dev.sluice.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldTest {
    @Test
    void absentLeavesAValueNullClearsIt() {
        assertThat(Field.<String>absent().over("old")).isEqualTo("old");
        assertThat(Field.<String>ofNull().over("old")).isNull();
        assertThat(Field.of("new").over("old")).isEqualTo("new");
        assertThat(Field.of("new").over(null)).isEqualTo("new");
    }

    @Test
    void isOneOfThree() {
        assertThat(Field.absent()).isEqualTo(Field.absent()).isNotEqualTo(Field.ofNull());
        assertThat(Field.ofNullable(null)).isEqualTo(Field.ofNull());
        assertThat(Field.ofNullable("a")).isEqualTo(Field.of("a"));
        assertThat(Field.absent().isAbsent()).isTrue();
        assertThat(Field.absent().isNull()).isFalse();
        assertThat(Field.ofNull().isNull()).isTrue();
        assertThat(Field.of("a").isAbsent()).isFalse();
        assertThat(Field.of("a").toOptional()).hasValue("a");
        assertThat(Field.ofNull().toOptional()).isEmpty();
    }

    @Test
    void changesOnlyValues() {
        assertThat(Field.of("abc").map(String::length)).isEqualTo(Field.of(3));
        assertThat(Field.<String>ofNull().map(String::length)).isEqualTo(Field.ofNull());
        assertThat(Field.<String>absent().map(String::length)).isEqualTo(Field.absent());
    }
}
