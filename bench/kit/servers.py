"""The two that are compared, and the upstream that both have."""
import glob
import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from urllib.parse import urlsplit

from . import processes

KEY = "sk-bench-0123456789abcdef"
HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
LONGEST_START = 120
LONGEST_TRAINING = 600

NGINX = """
daemon off; worker_processes {workers}; pid {dir}/nginx.pid; error_log stderr crit; worker_rlimit_nofile 20000;
events {{ worker_connections 16000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 300s; client_max_body_size 0;
  client_body_temp_path {dir}/body; proxy_temp_path {dir}/proxy;
  fastcgi_temp_path {dir}/fastcgi; uwsgi_temp_path {dir}/uwsgi; scgi_temp_path {dir}/scgi;
  upstream up {{
    server 127.0.0.1:{upstream}; keepalive 6000; keepalive_requests 1000000000; keepalive_timeout 300s;
  }}
  server {{
    listen 127.0.0.1:{port} backlog=4096 reuseport;
    location / {{
      proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
      proxy_buffering off; proxy_request_buffering off; proxy_read_timeout 300s;
    }}
  }}
}}
"""

# Everything that costs something on a call: a key, a choice, a ledger of ids, usage and prices, a line of the log.
SLUICE = """
model_list:
  - model_name: gpt-4
    litellm_params: {{model: openai/gpt-4, api_key: sk-upstream-one, api_base: 'http://127.0.0.1:{upstream}/v1'}}
  - model_name: gpt-4
    litellm_params: {{model: openai/gpt-4, api_key: sk-upstream-two, api_base: 'http://127.0.0.1:{upstream}/v1'}}
general_settings:
  master_key: {key}
  access_log: '{dir}/access.jsonl'
  data_dir: '{dir}/data'
"""


def build_tools(directory):
    """Compiles upstream and load, when they are missing or older than their source."""
    os.makedirs(directory, exist_ok=True)
    for tool in ("upstream", "load"):
        source, out = os.path.join(HERE, tool + ".c"), os.path.join(directory, tool)
        if not os.path.exists(out) or os.path.getmtime(out) < os.path.getmtime(source):
            subprocess.run(["cc", "-O2", "-o", out, source], check=True)


def ask(base, path, body, timeout=30):
    """One call; its status and text."""
    u = urlsplit(base)
    c = http.client.HTTPConnection(u.hostname, u.port, timeout=timeout)
    try:
        c.request("POST" if body else "GET", path, body, {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
        r = c.getresponse()
        return r.status, r.read().decode()
    finally:
        c.close()


def wait_until_it_answers(proc, name, base, path, body):
    """Until the first 200, asking all the time."""
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if proc.poll() is not None:
            sys.exit(f"{name} ended with status {proc.returncode} before it answered; its log is in the work directory")
        try:
            if ask(base, path, body)[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.002)
    sys.exit(f"{name}: no successful answer within {LONGEST_START} s")


class Nginx:
    """nginx as a plain reverse proxy: keep-alive on both sides, nothing buffered, no log, a worker for each core."""

    name = "nginx"

    def __init__(self, work, port, upstream):
        self.dir, self.port, self.upstream = os.path.join(work, "nginx"), port, upstream
        os.makedirs(self.dir, exist_ok=True)

    @staticmethod
    def version():
        out = subprocess.run(["nginx", "-v"], capture_output=True, text=True)
        return (out.stderr + out.stdout).strip().rpartition("/")[2]

    def prepare(self):
        if not shutil.which("nginx"):
            sys.exit("nginx is not installed (Debian: apt-get install nginx-light)")

    def start(self, cores="0"):
        config = os.path.join(self.dir, "nginx.conf")
        with open(config, "w") as f:
            f.write(NGINX.format(dir=self.dir, port=self.port, upstream=self.upstream, workers=cores.count(",") + 1))
        return processes.start(["nginx", "-c", config, "-e", "stderr"], cores, os.path.join(self.dir, "log"))


class Sluice:
    """The built gateway with everything on, started by its launcher."""

    def __init__(self, work, port, upstream, java_home, dist):
        self.java_home, self.port, self.upstream = java_home, port, upstream
        self.home = dist or os.path.join(REPOSITORY, "distribution", "target")
        bin_dir = dist or os.path.join(REPOSITORY, "distribution", "src", "main", "archive")
        self.launcher = os.path.join(bin_dir, "bin", "sluice")
        self.name = f"Sluice, JDK {self.feature()}"
        self.dir = os.path.join(work, f"sluice-{self.feature()}")
        self.cache = os.path.join(self.dir, "cache")
        os.makedirs(self.cache, exist_ok=True)

    def java(self):
        return os.path.join(self.java_home, "bin", "java") if self.java_home else "java"

    def version(self):
        out = subprocess.run([self.java(), "-version"], capture_output=True, text=True)
        return re.search(r'version "([^"]+)"', out.stderr + out.stdout)[1]

    def feature(self):
        return re.split(r"[.+-]", self.version())[0]

    def prepare(self):
        """Starts it and waits for the archive that this leaves: the process that makes it is never measured."""
        if not os.path.exists(os.path.join(self.home, "sluice.jar")):
            sys.exit("No jar: ./mvnw -q -pl distribution -am -DskipTests package")
        shutil.rmtree(os.path.join(self.cache, ".making"), ignore_errors=True)   # of a run that was broken off
        for _ in range(2):
            proc = self.start(cores=",".join(map(str, range(os.cpu_count()))))
            try:
                wait_until_it_answers(proc, self.name, f"http://127.0.0.1:{self.port}", "/v1/models", None)
                if any(self.cache in option for option in processes.command_of(proc.pid)):
                    return
                self.wait_for_archive()
            finally:
                processes.stop(proc)
        sys.exit(f"{self.name}: its second start took no archive from {self.cache}")

    def wait_for_archive(self):
        making, end = os.path.join(self.cache, ".making"), time.monotonic() + LONGEST_TRAINING
        while os.path.exists(making) or not glob.glob(os.path.join(self.cache, "sluice-*")):
            if time.monotonic() > end:
                sys.exit(f"{self.name}: no archive in {self.cache} after {LONGEST_TRAINING} s")
            time.sleep(0.5)

    def start(self, cores="0"):
        config = os.path.join(self.dir, "config.yaml")
        with open(config, "w") as f:
            f.write(SLUICE.format(dir=self.dir, upstream=self.upstream, key=KEY))
        log = os.path.join(self.dir, "access.jsonl")
        if os.path.exists(log):
            os.remove(log)
        env = {**os.environ, "SLUICE_HOME": self.home, "SLUICE_CACHE": self.cache, "OPENAI_API_KEY": "sk-upstream",
               "OPENAI_API_BASE": f"http://127.0.0.1:{self.upstream}/v1"}
        if self.java_home:
            env["JAVA_HOME"] = self.java_home
        command = ["sh", self.launcher, "--config", config, "--host", "127.0.0.1", "--port", str(self.port)]
        return processes.start(command, cores, os.path.join(self.dir, "log"), env, self.dir)
