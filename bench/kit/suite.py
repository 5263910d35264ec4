"""The measures. Each gives its figures by name; what they mean stands in bench/README.md."""
import json
import statistics
import time

from . import processes, servers
from .loads import Loads

CHAT = "/v1/chat/completions"
PASS_THROUGH = "/openai/v1/chat/completions"
GET = "/openai/v1/assistants"
FILES = "/openai/v1/files"
FORM = "multipart/form-data; boundary=XbenchX"
STARTS = 3
NAMES = ("cold_start", "rss_idle", "chat", "pass_through", "get", "latency_low", "latency_half", "sse_20", "sse_200",
         "sse_burst", "streams", "upload_json", "upload_multipart", "rss_after")


class Suite:
    """One server, measured once. Figures are reported as they come, to ``report(measure, figures)``."""

    def __init__(self, options, server, upstream_process, bodies, report):
        self.o, self.server, self.upstream, self.bodies, self.report = options, server, upstream_process, bodies, report
        self.base = f"http://127.0.0.1:{options.port}"
        self.full = options.suite == "full"

    def wanted(self, name):
        return name in self.o.measures

    def run(self, half_rate):
        """Measures; gives half of what it served at saturation, which is ``half_rate`` where that is known already."""
        proc = self.started()
        try:
            self.loads = Loads(self.o, self.upstream, self.bodies, proc.pid)
            self.loads.wait_until_quiet()
            if self.wanted("rss_idle"):
                time.sleep(2)
                self.report("rss_idle", {"mb": processes.pss_mb(proc.pid)})
            if set(self.o.measures) - {"cold_start", "rss_idle"}:
                return self.under_load(proc.pid, half_rate)
            return half_rate
        finally:
            processes.stop(proc)

    def started(self):
        with open(self.bodies["chat"], "rb") as f:
            chat = f.read()
        times = []
        for left in range(STARTS if self.wanted("cold_start") else 1, 0, -1):
            t0 = time.monotonic()
            proc = self.server.start()
            servers.wait_until_it_answers(proc, self.server.name, self.base, CHAT, chat)
            times.append(1000 * (time.monotonic() - t0))
            if left > 1:
                processes.stop(proc)
        if self.wanted("cold_start"):
            self.report("cold_start", {"ms": round(statistics.median(times))})
        return proc

    def under_load(self, pid, half_rate):
        self.warm_up()
        served = None
        for name, path, body in (("chat", CHAT, "chat"), ("pass_through", PASS_THROUGH, "chat"), ("get", GET, None)):
            if self.wanted(name) or (name == "chat" and self.wanted("latency_half") and not half_rate):
                served = self.saturation(name, path, body)
                half_rate = half_rate or served / 2
        if self.wanted("latency_low"):
            self.latency("latency_low", 200)
        if self.wanted("latency_half"):
            self.latency("latency_half", half_rate)
        for name, body, conns in (("sse_20", "sse10", 20), ("sse_200", "sse10", 200)):
            if self.wanted(name):
                self.streams(name, pid, body, conns, 5 if self.full else 2.5, in_turns=True)
        if self.wanted("sse_burst"):
            self.streams("sse_burst", pid, "sse0", 32, 4 if self.full else 3, ramp=0)
        if self.wanted("streams"):
            for n in (1000, 5000) if self.full else (1000,):
                self.streams(f"streams_{n}", pid, "sse200", n, 1, ramp=2, once=True)
                time.sleep(1)
        if self.wanted("upload_json"):
            self.upload("upload_json", pid, CHAT, "big", "application/json")
        if self.wanted("upload_multipart"):
            self.upload("upload_multipart", pid, FILES, "multipart", FORM)
        if self.wanted("rss_after"):
            time.sleep(2)
            self.report("rss_after", {"mb": processes.pss_mb(pid)})
        return half_rate

    def warm_up(self):
        """Load for at least a minute, and until three windows in a row bring no more: on one core, a JVM's compilers need that
        beside the load. Then all the other loads; and at last what is measured first, since they may have undone some of it."""
        window, least, limit, rates = (6, 10, 150, []) if self.full else (3, 4, 24, [])
        t0 = time.monotonic()
        while time.monotonic() - t0 < limit and (len(rates) < least or max(rates[-3:]) > 1.03 * max(rates[:-3])):
            out, _ = self.loads.meter(self.loads.command("closed", conns=64, secs=window))
            rates.append(json.loads(out)["rps"])
        for mode, path, body, conns, secs in (
                ("sse", CHAT, "sse10", 20, window), ("sse", CHAT, "sse0", 32, window), ("closed", GET, None, 64, window),
                ("closed", CHAT, "big", 4, window / 2), ("closed", PASS_THROUGH, "chat", 64, window),
                ("closed", CHAT, "chat", 64, window)):
            self.loads.meter(self.loads.command(mode, path=path, body=body, conns=conns, secs=secs, grace=30))

    def saturation(self, name, path, body):
        r = self.loads.saturate(path, body, 8 if self.full else 4)
        self.report(name, {**{k: r[k] for k in ("rps", "gw_cpu_pct", "load_cpu_pct", "foreign_pct")}, "bad": r["non2xx"],
                           "cpu_us": round(r["gw_cpu_s"] * 1e6 / max(1, r["requests"]), 1)})
        return r["rps"]

    def latency(self, name, rate):
        direct, through = self.loads.in_turns("rate", 10 if self.full else 5, rate=round(rate, 1), conns=64)
        out = {"rate": round(rate), "bad": through["non2xx"] + through["errors"] + through["lost"],
               "cpu_us": round(through["gw_cpu_s"] * 1e6 / max(1, through["ok"]), 1),
               "foreign_pct": max(direct["foreign_pct"], through["foreign_pct"])}
        for q in ("p50", "p90", "p99"):
            if "latency_us" in through:
                out[f"added_{q}_us"] = round(through["latency_us"][q] - direct["latency_us"][q], 1)
        self.report(name, out)

    def streams(self, name, pid, body, conns, secs, ramp=0.5, in_turns=False, **options):
        sampler = processes.Sampler(pid)
        options.update(body=body, conns=conns, ramp=ramp, grace=25)
        if in_turns:
            direct, through = self.loads.in_turns("sse", secs, **options)
        else:
            direct, through = {}, self.loads.load("sse", secs=secs, **options)
        peak = sampler.end()
        out = {"ok": through["ok"],
               "bad": through["bad_streams"] + through["non2xx"] + through["errors"] + through["lost"],
               "chunks_s": through["chunks_s"], "foreign_pct": through["foreign_pct"],
               "cpu_us": round(through["gw_cpu_s"] * 1e6 / max(1, through["events"]), 2),
               "rss_peak_mb": peak, "rss_kb_each": round(1000 * (peak - sampler.before) / conns, 1)}
        for series in ("ttfb_us", "chunk_delay_us"):
            for q in ("p50", "p99"):
                if series in through:
                    out[f"{series[:-3]}_{q}_us"] = through[series][q]
                    if series in direct:
                        out[f"added_{series[:-3]}_{q}_us"] = round(through[series][q] - direct[series][q], 1)
        self.report(name, out)

    def upload(self, name, pid, path, body, content_type):
        sampler = processes.Sampler(pid)
        r = self.loads.load("closed", path=path, body=body, type=content_type, conns=4, secs=4 if self.full else 3, grace=30)
        peak = sampler.end()
        self.report(name, {"mb_s": r["mb_up_s"], "bad": r["non2xx"] + r["errors"] + r["lost"],
                           "cpu_ms_mb": round(r["gw_cpu_s"] * 1e3 / max(1, r["ok"] * r["request_bytes"] / processes.MB), 3),
                           "foreign_pct": r["foreign_pct"], "rss_growth_mb": round(peak - sampler.before, 1)})
