package dev.sluice.logging.otel.jvm;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** Records how long collections of garbage take, as the JVM tells of them, until it is closed. */
public final class GarbageCollections implements NotificationListener, AutoCloseable {
    private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final DoubleHistogram duration;
    private final Conventions conventions;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GarbageCollections(DoubleHistogram duration, Conventions conventions) {
        this.duration = duration;
        this.conventions = conventions;
    }

    /** Begins to record. */
    public static GarbageCollections record(DoubleHistogram duration, Conventions conventions) {
        GarbageCollections recording = new GarbageCollections(duration, conventions);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(recording, null, null);
            }
        }
        return recording;
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
                && notification.getUserData() instanceof CompositeData data) {
            GarbageCollectionNotificationInfo done = GarbageCollectionNotificationInfo.from(data);
            duration.record(
                    done.getGcInfo().getDuration() / MILLIS,
                    new Facts(conventions)
                            .set(Attribute.GC_NAME, done.getGcName())
                            .set(Attribute.GC_ACTION, done.getGcAction())
                            .build());
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                remove(emitter);
            }
        }
    }

    private void remove(NotificationEmitter emitter) {
        try {
            emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException gone) {
            throw new IllegalStateException("It was added, and nobody else removes it", gone);
        }
    }
}
