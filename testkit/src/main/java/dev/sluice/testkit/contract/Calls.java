package dev.sluice.testkit.contract;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Origin;
import dev.sluice.core.http.Timeouts;

/** Calls as the contracts make them. */
final class Calls {
    private Calls() {}

    static HttpCall get(Origin origin) {
        return get(origin, "/v1/models");
    }

    static HttpCall get(Origin origin, String target) {
        return of("GET", origin, target, Body.EMPTY);
    }

    static HttpCall post(Origin origin, Body body) {
        return of("POST", origin, "/v1/files", body);
    }

    static HttpCall of(String method, Origin origin, String target, Body body) {
        return new HttpCall(method, origin, target, Headers.EMPTY, body, Limits.PATIENT);
    }

    static HttpCall with(HttpCall call, Headers headers) {
        return new HttpCall(call.method(), call.origin(), call.target(), headers, call.body(), call.timeouts());
    }

    static HttpCall with(HttpCall call, Timeouts timeouts) {
        return new HttpCall(call.method(), call.origin(), call.target(), call.headers(), call.body(), timeouts);
    }
}
