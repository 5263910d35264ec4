package dev.sluice.testkit.fake.resource;

/** {@code /threads/{id}/runs/{id}/steps}. */
final class RunSteps {
    private static final String PATH = "/threads/{thread}/runs/{run}/steps";

    private RunSteps() {}

    static void register(Router router) {
        router.on("GET", PATH, RunSteps::list).on("GET", PATH + "/{step}", RunSteps::get);
    }

    static Shelf shelf(Account account, String run) {
        return account.shelf(run + "/steps");
    }

    private static Reply list(Call call) {
        Runs.require(call);
        return Reply.ok(shelf(call.account(), call.id("run")).page(call.request(), 20, 100));
    }

    private static Reply get(Call call) {
        Runs.require(call);
        return Reply.ok(shelf(call.account(), call.id("run"))
                .get(call.id("step"))
                .orElseThrow(() -> ApiException.notFound("No run step found with id '" + call.id("step") + "'.")));
    }
}
