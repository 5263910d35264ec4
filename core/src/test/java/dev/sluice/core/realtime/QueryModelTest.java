package dev.sluice.core.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryModelTest {
    @ParameterizedTest
    @CsvSource({
        "model=gpt-realtime, gpt-realtime, model=up",
        "a=%20b&model=x&include[]=1&include[]=2&&flag, x, a=%20b&model=up&include[]=1&include[]=2&&flag",
        "model=openai%2Fgpt&z=+, openai/gpt, model=up&z=+",
        "m%6Fdel=my+model, my model, m%6Fdel=up",
        "a=%zz&%zz=1&model=x, x, a=%zz&%zz=1&model=up",
        "model=a=b, a=b, model=up",
    })
    void onlyTheNameIsReplaced(String query, String name, String replaced) {
        QueryModel model = QueryModel.in(query).orElseThrow();
        assertThat(model.name()).isEqualTo(name);
        assertThat(model.replaceIn(query, "up")).isEqualTo(replaced);
    }

    @Test
    void aNameIsEscapedWhereItMustBe() {
        QueryModel model = QueryModel.in("model=x&b=c").orElseThrow();
        assertThat(model.replaceIn("model=x&b=c", "a b/c&d=é+~")).isEqualTo("model=a%20b%2Fc%26d%3D%C3%A9%2B%7E&b=c");
        assertThat(model.replaceIn("model=x&b=c", "gpt-4o_realtime.v2")).isEqualTo("model=gpt-4o_realtime.v2&b=c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "models=x", "xmodel=1&model_=2", "model", "model=", "a&&", "intent=transcription"})
    void whatNamesNone(String query) {
        assertThat(QueryModel.in(query)).isEmpty();
    }

    @Test
    void noQueryNamesNone() {
        assertThat(QueryModel.in(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model=a&model=b", "model=&model=b", "model=a&mod%65l", "model=%", "model=%4"})
    void whatTwoReadersUnderstandDifferentlyIsRefused(String query) {
        assertThatThrownBy(() -> QueryModel.in(query)).isInstanceOfSatisfying(GatewayException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
            assertThat(failure.param()).isEqualTo("model");
        });
    }
}
