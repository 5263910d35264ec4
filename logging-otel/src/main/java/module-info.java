/** The record of every call. */
module dev.sluice.logging.otel {
    requires transitive dev.sluice.core;
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.sluice.logging.otel;
}
