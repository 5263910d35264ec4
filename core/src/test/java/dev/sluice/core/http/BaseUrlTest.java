package dev.sluice.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://api.openai.com,     /assistants,     -,            /v1/assistants",
                "https://api.openai.com,     /v1/assistants,  -,            /v1/assistants",
                "https://api.openai.com/,    /v1/assistants,  -,            /v1/assistants",
                "https://api.openai.com/v1,  /assistants,     -,            /v1/assistants",
                "https://api.openai.com/v1/, /v1/assistants,  -,            /v1/assistants",
                "https://API.OpenAI.com,     /v1,             -,            /v1",
                "https://api.openai.com,     '',              -,            /v1",
                "http://h,                   /assistants,     -,            /assistants",
                "http://h,                   /v1/assistants,  -,            /v1/assistants",
                "http://h/v1,                /v1/assistants,  -,            /v1/assistants",
                "http://h/v1,                /v1,             -,            /v1",
                "http://h/v1,                /v1x,            -,            /v1/v1x",
                "http://h/base/v1,           /v1/files,       -,            /base/v1/files",
                "http://h/base,              /v1/files,       -,            /base/v1/files",
                "http://h/base,              /files/,         -,            /base/files/",
                "http://h,                   //files//a,      -,            //files//a",
                "http://h,                   '',              -,            /",
                "http://h,                   /a%2Fb%3Fc,      -,            /a%2Fb%3Fc",
                "http://h,                   /runs,           include[]=a&include[]=b%20c, /runs?include[]=a&include[]=b%20c",
                "http://h,                   /runs,           '',           /runs?",
            })
    void appendsPathAndQueryAsTheyCame(String base, String path, @Nullable String query, String target) {
        assertThat(BaseUrl.parse(base).target(path, query)).isEqualTo(target);
    }

    @Test
    void knowsWhereToConnect() {
        assertThat(BaseUrl.parse("https://h/v1").origin()).isEqualTo(new Origin(true, "h", 443));
        assertThat(BaseUrl.parse("http://h:8080").origin().authority()).isEqualTo("h:8080");
        assertThat(BaseUrl.parse("http://[::1]:8080/x").origin()).isEqualTo(new Origin(false, "::1", 8080));
        assertThat(new Origin(false, "::1", 8080).authority()).isEqualTo("[::1]:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "ftp://h",
                "http://",
                "http://u:p@h",
                "http://h?x=1",
                "http://h#f",
                "http://h:99999",
                "http://a b"
            })
    void refusesWhatIsNoBase(String url) {
        assertThatThrownBy(() -> BaseUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
