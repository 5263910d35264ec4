package dev.sluice.e2e.wire;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A running JVM's own account of its threads and its heap. What asks for it is no part of it. */
final class JvmManagement implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;

    private JvmManagement(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        this.threads = bean(beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        this.memory = bean(beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    private static <T extends PlatformManagedObject> T bean(MBeanServerConnection beans, String name, Class<T> type)
            throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(beans, name, type);
    }

    @SuppressWarnings("BanJNDI") // The address is what a process of ours on this machine has just told.
    static JvmManagement attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JvmManagement(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Bytes that all threads that live have allocated since they began. */
    long allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        return IntStream.range(0, ids.length)
                .filter(i -> isOfTheProgram(infos[i]))
                .mapToLong(i -> bytes[i])
                .sum();
    }

    /** How many threads live. */
    long threads() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(JvmManagement::isOfTheProgram)
                .count();
    }

    private static boolean isOfTheProgram(ThreadInfo thread) {
        return thread != null && !thread.getThreadName().matches("(RMI|JMX|Attach|Common-Cleaner|Notification).*");
    }

    /** What the heap holds after a full collection, in KiB. */
    long heapKib() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / 1024;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
