package dev.sluice.e2e.support;

import dev.sluice.testkit.fake.FakeOpenAi;

/** The fake upstream, with nothing in between. */
public final class DirectTarget implements Target, AutoCloseable {
    private static final String KEY = "sk-upstream-direct-0123456789";

    private final FakeOpenAi fake = FakeOpenAi.start(KEY);

    @Override
    public String baseUrl() {
        return fake.baseUrl();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public void close() {
        fake.close();
    }
}
