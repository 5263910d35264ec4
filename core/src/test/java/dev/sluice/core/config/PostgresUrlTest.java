package dev.sluice.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.config.PostgresUrl.Host;
import dev.sluice.core.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUrlTest {
    @Test
    void everyPartHasItsPlace() {
        PostgresUrl url = PostgresUrl.parse(
                "postgresql://us%40er:p%40ss%3Aw%2Fo+rd:x@db.example.com:6432/my%20db?sslmode=require&schema=app&x=%26");
        assertThat(url.hosts()).containsExactly(new Host("db.example.com", 6432));
        assertThat(url.database()).isEqualTo("my db");
        assertThat(url.user()).contains("us@er");
        assertThat(url.password()).contains(Secret.of("p@ss:w/o+rd:x"));
        assertThat(url.parameters()).isEqualTo(Map.of("sslmode", "require", "schema", "app", "x", "&"));
    }

    @Test
    void mostMayBeLeftOut() {
        assertThat(PostgresUrl.parse("postgres://localhost/db"))
                .isEqualTo(new PostgresUrl(
                        List.of(new Host("localhost", 5432)), "db", Optional.empty(), Optional.empty(), Map.of()));
        assertThat(PostgresUrl.parse("postgres://user@localhost/db?").user()).contains("user");
        assertThat(PostgresUrl.parse("postgres://user:@localhost/db").password())
                .isEmpty();
    }

    @Test
    void aClusterHasSeveralHosts() {
        assertThat(PostgresUrl.parse(
                                "postgresql://u:p@one:1,10.0.0.2,[::1]:3,[fe80::1]/db?target_session_attrs=read-write")
                        .hosts())
                .containsExactly(
                        new Host("one", 1), new Host("10.0.0.2", 5432), new Host("::1", 3), new Host("fe80::1", 5432));
    }

    @Test
    void theLastAtEndsAnUnescapedPassword() {
        assertThat(PostgresUrl.parse("postgresql://user:p@ss@host/db").password())
                .contains(Secret.of("p@ss"));
    }

    @Test
    void parametersWithoutEffectAreTold() {
        assertThat(PostgresUrl.parse("postgresql://h/d?sslmode=disable").hasUnknownParameters())
                .isFalse();
        assertThat(PostgresUrl.parse("postgresql://h/d?sslmod=disable").hasUnknownParameters())
                .isTrue();
        assertThat(PostgresUrl.parse("postgresql://h/d?pgbouncer=true").hasUnknownParameters())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://PLANTED:PLANTED@host/db | is no PostgreSQL URL",
                "jdbc:postgresql://host/PLANTED | is no PostgreSQL URL",
                "PLANTED | is no PostgreSQL URL",
                "'' | is no PostgreSQL URL",
                "postgresql://user:PLA#NTED@host/db | cannot be read as a URL",
                "postgresql://user:PLA/NTED@host/db | cannot be read as a URL",
                "postgresql://user:PLA?NTED@host/db | names no host, or a port that is none",
                "postgresql://user:PLANTED%zz@host/db | holds a % that begins no escape",
                "postgresql://user:PLANTED@host | names no database",
                "postgresql://user:PLANTED@host/ | names no database",
                "postgresql://user:PLANTED@/db | names no host",
                "postgresql://user:PLANTED@host:0/db | names no host, or a port",
                "postgresql://user:PLANTED@host:65536/db | names no host, or a port",
                "postgresql://user:PLANTED@host:PLANTED/db | names no host, or a port",
                "postgresql://user:PLANTED@host/db?sslmode=PLANTED | has a sslmode",
                "postgresql://user:PLANTED@host/db?connect_timeout=PLANTED | has a connect_timeout",
                "postgresql://user:PLANTED@host/db?schema=PLANTED\"; | has a schema",
            })
    void whatIsWrongIsToldAndNothingIsQuoted(String text, String told) {
        assertThatThrownBy(() -> PostgresUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told)
                .hasMessageNotContaining("PLANTED")
                .hasNoCause();
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(PostgresUrl.parse("postgresql://PLANTED:PLANTED@host/db?sslpassword=PLANTED&options=PLANTED"))
                .hasToString("postgresql://host:5432/db");
    }
}
