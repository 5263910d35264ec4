"""Runs a load, says what it cost the gateway, and how much the rest of the machine disturbed it."""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

from . import processes, servers

SUMMED = {"started", "ok", "non2xx", "errors", "lost", "reconnects", "bad_streams", "events", "gw_cpu_s", "wall_s"}
LONGEST = 180


def merge(runs):
    """Several runs of one load as one: counts and CPU add up; of everything else the median, so that one spike is no result."""
    out = {}
    for key in runs[0]:
        values = [r[key] for r in runs if key in r]
        if isinstance(values[0], dict):
            out[key] = merge(values)
        elif isinstance(values[0], str):
            out[key] = values[0]
        else:
            out[key] = sum(values) if key in SUMMED else statistics.median(values)
    return out


def bodies(directory):
    """Writes the bodies of requests; gives their files by name."""
    chat = {"model": "gpt-4", "messages": [
        {"role": "system", "content": "You are a helpful assistant who answers briefly and in plain words."},
        {"role": "user", "content": "Explain in two sentences what an API gateway for language models does, and name one"
                                    " thing it must never do."}], "temperature": 0.7, "max_tokens": 256}

    def stream(chunks, millis):
        return {"model": "gpt-4", "stream": True,
                "messages": [{"role": "user", "content": f"Tell me a story. mock:n={chunks},d={millis};"}]}

    documents = {"chat": chat, "sse0": stream(60, 0), "sse10": stream(60, 10), "sse200": stream(30, 200),
                 "big": {"model": "gpt-4", "messages": [{"role": "user", "content": "A" * 5_000_000}]}}
    os.makedirs(directory, exist_ok=True)
    files = {name: os.path.join(directory, name) for name in [*documents, "multipart"]}
    for name, document in documents.items():
        with open(files[name], "w") as f:
            json.dump(document, f)
    with open(files["multipart"], "wb") as f:
        f.write(b'--XbenchX\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nassistants\r\n--XbenchX\r\n'
                b'Content-Disposition: form-data; name="file"; filename="big.jsonl"\r\n'
                b"Content-Type: application/octet-stream\r\n\r\n" + b"0123456789abcde\n" * 327_680 + b"\r\n--XbenchX--\r\n")
    return files


class Loads:
    """Loads on a gateway whose process is ``pid``, or on the upstream itself where that is None."""

    def __init__(self, options, upstream_process, bodies_by_name, pid):
        self.o, self.upstream, self.bodies, self.pid = options, upstream_process, bodies_by_name, pid
        self.base = f"http://127.0.0.1:{options.port}"
        self.direct = f"http://127.0.0.1:{options.upstream_port}"
        self.softirq = processes.ksoftirqd(0)

    def gateway(self):
        """The gateway's processes, and the kernel's thread that does network work left over on its core."""
        return set(processes.tree(self.pid)) | {self.softirq}

    def foreign_s(self):
        """CPU seconds of everything that is not part of this."""
        return processes.cpu_s(processes.all_pids() - self.gateway() - set(processes.tree(os.getpid())))

    def clocks(self):
        return (processes.cpu_s(self.gateway()), processes.cpu_s(processes.tree(self.upstream.pid)), self.foreign_s(),
                processes.steal_s(), time.monotonic())

    def meter(self, command):
        """Runs a load once: its output, and what was spent meanwhile."""
        usage, before = resource.getrusage(resource.RUSAGE_CHILDREN), self.clocks()
        p = subprocess.run(["taskset", "-c", self.o.load_core] + command, capture_output=True, text=True, timeout=LONGEST)
        after, usage_after = self.clocks(), resource.getrusage(resource.RUSAGE_CHILDREN)
        if p.returncode:
            sys.exit(f"{command[0]} failed: {p.stderr.strip()}")
        gw, up, foreign, steal, wall = (b - a for a, b in zip(before, after))
        tools = up + usage_after.ru_utime + usage_after.ru_stime - usage.ru_utime - usage.ru_stime
        return p.stdout, {"gw_cpu_s": round(gw, 3), "wall_s": round(wall, 2), "gw_cpu_pct": round(100 * gw / wall),
                          "load_cpu_pct": round(100 * tools / wall),
                          "foreign_pct": round(100 * max(0, foreign + steal) / wall, 1)}

    def metered(self, command):
        """The same, again where others took CPU meanwhile; the quietest run counts."""
        best = None
        for attempt in range(self.o.retries + 1):
            out, meter = self.meter(command)
            if not best or meter["foreign_pct"] < best[1]["foreign_pct"]:
                best = out, meter
            if meter["foreign_pct"] <= self.o.noise:
                break
            if attempt < self.o.retries:
                self.wait_until_quiet()
        return best

    def wait_until_quiet(self):
        end = time.monotonic() + self.o.quiet_wait
        while time.monotonic() < end:
            before = self.foreign_s()
            time.sleep(2)
            if 100 * (self.foreign_s() - before) / 2 < self.o.noise:
                return

    def command(self, mode, path="/v1/chat/completions", body="chat", direct=False, **options):
        command = [os.path.join(self.o.work, "load"), mode, "--url", (self.direct if direct else self.base) + path,
                   "-H", f"Authorization: Bearer {servers.KEY}"]
        if body:
            command += ["--body", self.bodies[body]]
        for key, value in options.items():
            command += ["--" + key] + ([] if value is True else [str(value)])
        return command

    def load(self, *args, **options):
        out, meter = self.metered(self.command(*args, **options))
        return {**json.loads(out), **meter}

    def saturate(self, path, body, secs):
        """As many requests as 64 connections get answered, by wrk where it is installed: it costs the load's core least."""
        if not shutil.which("wrk"):
            r = self.load("closed", path=path, body=body, conns=64, secs=secs)
            return {**r, "requests": r["ok"], "non2xx": r["non2xx"] + r["errors"] + r["lost"]}
        script = os.path.join(servers.HERE, "wrk.lua")
        out, meter = self.metered(["wrk", "-t1", "-c64", f"-d{secs}s", "--timeout", "30s", "-s", script,
                                   "-H", f"Authorization: Bearer {servers.KEY}", self.base + path, "--"]
                                  + ([self.bodies[body]] if body else []))
        r = json.loads(out[out.rindex("{"):])
        return {**r, **meter, "non2xx": r["non2xx"] + r["errors"]}

    def in_turns(self, mode, secs, **options):
        """The same load on the upstream itself and through the gateway, in five turns; (direct, through)."""
        direct, through = [], []
        for _ in range(5):
            direct.append(self.load(mode, direct=True, secs=secs / 5, **options))
            through.append(self.load(mode, secs=secs / 5, **options))
        return merge(direct), merge(through)
