package dev.sluice.core.ids;

import dev.sluice.core.routing.Deployment;
import java.util.concurrent.CompletionStage;

/** Asks an account whether it has an object, by a GET, which changes nothing. */
@FunctionalInterface
public interface Probe {
    /** What the account said of that path; never fails. */
    CompletionStage<Answer> ask(Deployment account, String path);

    /** What an account says of an object. */
    enum Answer {
        /** It is there. */
        PRESENT,
        /** It is not there. */
        ABSENT,
        /** The account cannot tell at the moment, or does not want to. */
        UNKNOWN,
        /** There is no way to ask for such an object: of some kinds, objects can only be changed. */
        UNASKABLE
    }
}
