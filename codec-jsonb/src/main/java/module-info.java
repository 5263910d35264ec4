/** JSON on Jakarta JSON. */
module dev.sluice.codec.jsonb {
    requires transitive dev.sluice.core;
    requires static org.jspecify;
    requires jakarta.json;
    requires jakarta.json.bind;

    exports dev.sluice.codec.jsonb;

    provides dev.sluice.core.spi.JsonCodec with
            dev.sluice.codec.jsonb.JsonbCodec;
}
