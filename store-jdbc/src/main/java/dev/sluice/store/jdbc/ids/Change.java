package dev.sluice.store.jdbc.ids;

import dev.sluice.core.routing.Home;

/**
 * What is to be written about an id.
 *
 * @param action what is to be done to its row
 * @param home where it lives from now on
 * @param ownerIsKnown whether the owner is certain: a row that somebody else wrote may know another one
 */
record Change(Action action, Home home, boolean ownerIsKnown) {
    /** What happens to the row. */
    enum Action {
        /** It is made, or gets the account. */
        LEARN,
        /** It was used. */
        TOUCH
    }

    static Change touched(Home home) {
        return new Change(Action.TOUCH, home, true);
    }

    /** This change, and then the id was learned. */
    Change thenLearned(Home learned) {
        Home merged = new Home(learned.account(), home.owner());
        Action next = action == Action.TOUCH && !merged.equals(home) ? Action.LEARN : action;
        return new Change(next, merged, ownerIsKnown);
    }
}
