"""Several cores: the same moderate rate on one core and on more must cost as much CPU for each request."""
import time

from . import processes, servers
from .loads import Loads, merge
from .suite import CHAT, Suite

TURNS = 3


def measure(options, server, upstream_process, bodies):
    """A row for each number of cores: CPU of a request, sockets that listen, what each event loop or worker had of the work."""
    rows = []
    for cores in range(1, options.cores + 1):
        proc = server.start(cores=",".join(map(str, range(cores))))
        try:
            with open(bodies["chat"], "rb") as f:
                servers.wait_until_it_answers(proc, server.name, f"http://127.0.0.1:{options.port}", CHAT, f.read())
            loads = Loads(options, upstream_process, bodies, proc.pid)
            suite = Suite(options, server, upstream_process, bodies, lambda *figures: None)
            suite.loads = loads
            suite.warm_up()
            before = processes.cpu_by_thread(proc.pid)
            runs = []
            for _ in range(TURNS):
                runs.append(loads.load("rate", conns=64, rate=options.rate, secs=5))
                time.sleep(1)
            after = processes.cpu_by_thread(proc.pid)
            r = merge(runs)
            loops = sorted((round(cpu - before.get(thread, 0), 3) for thread, cpu in after.items()
                            if "event" in thread[1] or thread[1] == "nginx"),
                           reverse=True)
            loops = [x for x in loops if x > 0.01]
            rows.append({"server": server.name, "cores": cores, "rate": round(options.rate),
                         "bad": r["non2xx"] + r["errors"] + r["lost"],
                         "cpu_us": round(r["gw_cpu_s"] * 1e6 / max(1, r["ok"]), 1),
                         "listening": processes.listening(options.port), "loops": loops,
                         "foreign_pct": r["foreign_pct"]})
        finally:
            processes.stop(proc)
    return rows


def markdown(rows):
    """The rows as a table."""
    lines = ["| | cores | requests/s | CPU µs/request | of that on one core | sockets that listen | shares of the event loops | failed |",
             "|---|---:|---:|---:|---:|---:|---|---:|"]
    alone = {r["server"]: r["cpu_us"] for r in rows if r["cores"] == 1}
    for r in rows:
        total = sum(r["loops"]) or 1
        shares = ", ".join(f"{100 * x / total:.0f} %" for x in r["loops"])
        lines.append(f"| {r['server']} | {r['cores']} | {r['rate']:,} | {r['cpu_us']:,.1f} | "
                     f"{r['cpu_us'] / alone[r['server']]:.2f} | {r['listening']} | {shares} | {r['bad']} |")
    return "\n".join(lines)
