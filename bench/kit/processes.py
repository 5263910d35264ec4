"""What Linux tells of processes: their CPU, their memory, their threads. And how to end them."""
import os
import re
import resource
import signal
import subprocess
import threading
import time

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGESIZE")
MB = 1e6


def stat_of(path):
    """The fields of a stat file behind the name, which may hold spaces."""
    with open(f"/proc/{path}/stat") as f:
        return f.read().rpartition(")")[2].split()


def all_pids():
    return set(map(int, filter(str.isdigit, os.listdir("/proc"))))


def tree(pid):
    """A process and all its descendants."""
    children = {}
    for p in all_pids():
        try:
            children.setdefault(int(stat_of(p)[1]), []).append(p)
        except OSError:
            pass
    out, todo = [], [pid]
    while todo:
        p = todo.pop()
        out.append(p)
        todo += children.get(p, [])
    return out


def command_of(pid):
    """The words of its command line."""
    with open(f"/proc/{pid}/cmdline") as f:
        return f.read().split("\0")


def cpu_s(pids):
    """CPU seconds: user and system, their own and of the children that they have reaped."""
    total = 0
    for p in pids:
        try:
            total += sum(map(int, stat_of(p)[11:15]))
        except OSError:
            pass
    return total / TICK


def cpu_by_thread(pid):
    """CPU seconds of each thread, by (id, name)."""
    out = {}
    for p in tree(pid):
        for t in os.listdir(f"/proc/{p}/task"):
            try:
                with open(f"/proc/{p}/task/{t}/comm") as f:
                    name = f.read().strip()
                out[int(t), name] = sum(map(int, stat_of(f"{p}/task/{t}")[11:13])) / TICK
            except OSError:
                pass
    return out


def steal_s():
    """Seconds for which the host kept our cores from running."""
    with open("/proc/stat") as f:
        return int(f.readline().split()[8]) / TICK


def ksoftirqd(core):
    """The kernel's thread that does what network work is left over on a core; 0 where it cannot be seen."""
    for p in all_pids():
        try:
            with open(f"/proc/{p}/comm") as f:
                if f.read().strip() == f"ksoftirqd/{core}":
                    return p
        except OSError:
            pass
    return 0


def rss_mb(pid):
    """Resident memory of a tree, in MB; cheap to read."""
    pages = 0
    for p in tree(pid):
        try:
            with open(f"/proc/{p}/statm") as f:
                pages += int(f.read().split()[1])
        except OSError:
            pass
    return round(pages * PAGE / MB, 1)


def pss_mb(pid):
    """The same, pages that processes share counted once."""
    kb = 0
    for p in tree(pid):
        try:
            with open(f"/proc/{p}/smaps_rollup") as f:
                kb += int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M)[1])
        except (OSError, TypeError):
            pass
    return round(kb * 1024 / MB, 1)


def listening(port):
    """How many sockets listen on a port: one for each event loop that shares it."""
    wanted = f":{port:04X}"
    count = 0
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(table) as f:
            count += sum(1 for line in f if (x := line.split())[1].endswith(wanted) and x[3] == "0A")
    return count


def raise_fd_limit():
    """As many files and sockets as the system lets us have."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def start(command, cores, log, env=None, directory=None):
    """Starts a process on these cores, for instance "0,1"; its output goes to a file."""
    with open(log, "a") as out:
        return subprocess.Popen(["taskset", "-c", cores] + command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                env=env, cwd=directory, preexec_fn=raise_fd_limit)


def stop(proc):
    """Ends a process that was started here, and what that has left running."""
    pids = tree(proc.pid)

    def left():
        proc.poll()
        out = []
        for p in pids:
            try:
                if stat_of(p)[0] != "Z":
                    out.append(p)
            except OSError:
                pass
        return out

    for sig, limit in ((signal.SIGTERM, 12), (signal.SIGKILL, 3)):
        for p in [proc.pid] if sig == signal.SIGTERM else left():
            try:
                os.kill(p, sig)
            except OSError:
                pass
        end = time.monotonic() + limit
        while left() and time.monotonic() < end:
            time.sleep(0.02)
        if not left():
            break
    proc.wait()


class Sampler(threading.Thread):
    """The most memory that a tree takes while something runs."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.before, self.on = pid, rss_mb(pid), True
        self.peak = self.before
        self.start()

    def run(self):
        while self.on:
            time.sleep(0.1)
            self.peak = max(self.peak, rss_mb(self.pid))

    def end(self):
        self.on = False
        self.join()
        return self.peak
