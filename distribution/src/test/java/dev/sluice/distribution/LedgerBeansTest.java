package dev.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.LoadedConfig;
import dev.sluice.core.routing.Home;
import dev.sluice.core.spi.IdLedger;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ledger a configuration gets. */
class LedgerBeansTest {
    private static final String MODEL = "  - {model_name: m, litellm_params: {model: openai/m, api_key: %s}}\n";
    private static final Home HOME = new Home("account", "owner");

    @TempDir
    Path folder = Path.of("");

    private BeanContext beans(Path data, String... keys) throws IOException {
        StringBuilder text = new StringBuilder("general_settings: {data_dir: " + data + "}\nmodel_list:\n");
        for (String key : keys) {
            text.append(MODEL.formatted(key));
        }
        Plugins plugins = new Plugins(folder);
        LoadedConfig loaded =
                ConfigLoader.load(Files.writeString(folder.resolve("config.yaml"), text), Map.of(), plugins);
        BeanContext beans = BeanContext.build();
        beans.registerSingleton(LoadedConfig.class, loaded);
        beans.registerSingleton(Plugins.class, plugins);
        return beans.start();
    }

    @Test
    void withOneAccountNothingIsKept() throws IOException {
        Path data = folder.resolve("data");
        try (BeanContext beans = beans(data, "one", "one")) {
            assertThat(beans.getBean(IdLedger.class)).isSameAs(IdLedger.NONE);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void withTwoAccountsIdsAreKeptInTheDataFolder() throws IOException {
        Path data = folder.resolve("data");
        try (BeanContext beans = beans(data, "one", "two")) {
            IdLedger ledger = beans.getBean(IdLedger.class);
            ledger.learn(Set.of("file-1"), HOME);
            ledger.flush().toCompletableFuture().join();
        }
        assertThat(data.resolve("sluice.db")).isRegularFile();
        try (BeanContext beans = beans(data, "one", "two")) {
            assertThat(beans.getBean(IdLedger.class)
                            .find(Set.of("file-1"))
                            .toCompletableFuture()
                            .join())
                    .containsEntry("file-1", HOME);
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (BeanContext beans = beans(file, "one", "two")) {
            assertThatThrownBy(() -> beans.getBean(IdLedger.class))
                    .hasStackTraceContaining("Cannot keep data in " + file);
        }
    }
}
