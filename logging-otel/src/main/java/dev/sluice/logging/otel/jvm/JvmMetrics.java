package dev.sluice.logging.otel.jvm;

import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.record.Instruments;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Memory, threads, classes and processors, asked for when metrics are collected. */
public final class JvmMetrics {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
    private final Conventions conventions;

    private JvmMetrics(Conventions conventions) {
        this.conventions = conventions;
    }

    /** Has these instruments report them, until their provider is closed. */
    public static void observe(Instruments instruments, Conventions conventions) {
        JvmMetrics jvm = new JvmMetrics(conventions);
        jvm.memory(instruments);
        jvm.buffers(instruments);
        instruments.observe(Metric.JVM_THREADS, jvm::threads);
        classes(instruments);
        processors(instruments);
    }

    private void memory(Instruments instruments) {
        instruments.observe(
                Metric.JVM_MEMORY_USED, to -> perPool(to, MemoryPoolMXBean::getUsage, MemoryUsage::getUsed));
        instruments.observe(
                Metric.JVM_MEMORY_COMMITTED, to -> perPool(to, MemoryPoolMXBean::getUsage, MemoryUsage::getCommitted));
        instruments.observe(
                Metric.JVM_MEMORY_LIMIT, to -> perPool(to, MemoryPoolMXBean::getUsage, MemoryUsage::getMax));
        instruments.observe(
                Metric.JVM_MEMORY_AFTER_GC,
                to -> perPool(to, MemoryPoolMXBean::getCollectionUsage, MemoryUsage::getUsed));
    }

    /** A usage of a pool; null where the pool has none. */
    @FunctionalInterface
    private interface UsageOf {
        @Nullable
        MemoryUsage of(MemoryPoolMXBean pool);
    }

    private void perPool(ObservableLongMeasurement to, UsageOf usage, ToLongFunction<MemoryUsage> figure) {
        for (MemoryPoolMXBean pool : pools) {
            @Nullable MemoryUsage now = usage.of(pool);
            long value = now == null ? -1 : figure.applyAsLong(now);
            if (value >= 0) {
                to.record(
                        value,
                        new Facts(conventions)
                                .set(Attribute.MEMORY_TYPE, pool.getType() == MemoryType.HEAP ? "heap" : "non_heap")
                                .set(Attribute.MEMORY_POOL, pool.getName())
                                .build());
            }
        }
    }

    private void buffers(Instruments instruments) {
        List<BufferPoolMXBean> beans = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
        instruments.observe(Metric.JVM_BUFFER_USED, to -> perBuffers(to, beans, BufferPoolMXBean::getMemoryUsed));
        instruments.observe(Metric.JVM_BUFFER_COUNT, to -> perBuffers(to, beans, BufferPoolMXBean::getCount));
    }

    private void perBuffers(
            ObservableLongMeasurement to, List<BufferPoolMXBean> beans, ToLongFunction<BufferPoolMXBean> figure) {
        for (BufferPoolMXBean bean : beans) {
            to.record(
                    Math.max(0, figure.applyAsLong(bean)),
                    new Facts(conventions)
                            .set(Attribute.BUFFER_POOL, bean.getName())
                            .build());
        }
    }

    private record Kind(boolean daemon, Thread.State state) {}

    private void threads(ObservableLongMeasurement to) {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        Map<Kind, Long> counts = new HashMap<>();
        for (@Nullable ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
            if (thread != null) {
                counts.merge(new Kind(thread.isDaemon(), thread.getThreadState()), 1L, Long::sum);
            }
        }
        counts.forEach((kind, count) -> to.record(
                count,
                new Facts(conventions)
                        .set(Attribute.THREAD_DAEMON, kind.daemon())
                        .set(Attribute.THREAD_STATE, kind.state().name().toLowerCase(Locale.ROOT))
                        .build()));
    }

    private static void classes(Instruments instruments) {
        ClassLoadingMXBean bean = ManagementFactory.getClassLoadingMXBean();
        instruments.observe(Metric.JVM_CLASSES_LOADED, to -> to.record(bean.getTotalLoadedClassCount()));
        instruments.observe(Metric.JVM_CLASSES_UNLOADED, to -> to.record(bean.getUnloadedClassCount()));
        instruments.observe(Metric.JVM_CLASSES, to -> to.record(bean.getLoadedClassCount()));
    }

    private static void processors(Instruments instruments) {
        instruments.observe(
                Metric.JVM_CPU_COUNT, to -> to.record(Runtime.getRuntime().availableProcessors()));
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean process) {
            instruments.observeFraction(Metric.JVM_CPU_TIME, to -> {
                long nanos = process.getProcessCpuTime();
                if (nanos >= 0) {
                    to.record(nanos / NANOS);
                }
            });
            instruments.observeFraction(Metric.JVM_CPU_UTILIZATION, to -> {
                double load = process.getProcessCpuLoad();
                if (load >= 0) {
                    to.record(load);
                }
            });
        }
    }
}
