package dev.sluice.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when the test says so. In UTC; thread-safe. */
public final class ManualClock extends Clock {
    private final Hand hand;
    private final ZoneId zone;

    private ManualClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** A clock that stands at this moment. */
    public static ManualClock at(Instant start) {
        return new ManualClock(new Hand(start), ZoneOffset.UTC);
    }

    /** Moves it; back, too, if the amount is negative. */
    public void advance(Duration amount) {
        hand.move(amount);
    }

    @Override
    public Instant instant() {
        return hand.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time, moved by the same hand, in another zone. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(hand, other);
    }

    private static final class Hand {
        private Instant now;

        Hand(Instant start) {
            this.now = start;
        }

        synchronized void move(Duration amount) {
            now = now.plus(amount);
        }

        synchronized Instant now() {
            return now;
        }
    }
}
