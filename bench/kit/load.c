// Load for measuring gateways: one thread, epoll, HTTP/1.1 keep-alive, loopback only.
// Prints one JSON line.
//
//   load MODE --url http://127.0.0.1:PORT/PATH [-H 'Name: value']... [--method M] [--type CT] [--body FILE]
//        [--conns C] [--secs S] [--rate R] [--ramp S] [--grace S] [--once]
//
//   closed  every connection sends its next request as soon as the answer is in
//   rate    open loop: R requests a second, whatever the answers do; a latency counts from the moment
//           the request was due, so a stalled gateway is charged for the requests it held up
//   sse     every connection reads one stream after another (--once: one stream only). A stream is good
//           when its status is 2xx, every stamped chunk of "mock:n=N" came (see upstream.c) and [DONE]
//           ended it. chunk_delay = from the upstream's write to our read; ttfb = request sent -> first
//           body byte; gap = between two chunks of a stream.
// First requests are spread over --ramp seconds. After --secs nothing new starts; what is open may
// finish for --grace seconds, then counts as lost.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLOSED, RATE, SSE };
enum { OFF, OPENING, IDLE, BUSY };
enum { HEAD_MAX = 16384, LINE_CAP = 4096, SCRATCH = 1 << 18 };
typedef uint64_t ns;
typedef struct { float *v; long n, cap; } series;
typedef struct {
  int fd, state, assigned, answered, tries, streams;
  ns due, sent_at, first_at, last_at;      // due: when its request should have been sent
  long reqpos;
  int inhead, headlen, status, chunked, close, cstate; long left, csize;   // left < 0: body ends with the connection
  int linelen, stamps, done;
  char head[HEAD_MAX], line[LINE_CAP];
} conn;

static int mode, ep, nconns = 1, once, expect_stamps;
static double secs = 5, rate = 100, ramp = 0, grace = 15;
static struct sockaddr_in addr;
static char *req; static long reqlen;
static conn *conns, **ring; static long ring_head, ring_tail;   // ring: free connections, oldest first
static ns t_stop, t_last;
static long started, busy, ok, non2xx, errors, bad_streams, events, bytes_down, reconnects;
static series lat, ttfb, chunk_delay, gap;

static ns now_ns(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }
static void add(series *s, double us) {
  if (s->n == s->cap) s->v = realloc(s->v, (s->cap = s->cap ? 2 * s->cap : 1 << 16) * sizeof *s->v);
  s->v[s->n++] = us < 0 ? 0 : us;
}
static int cmp(const void *a, const void *b) { float x = *(const float *)a, y = *(const float *)b; return (x > y) - (x < y); }
static double at(series *s, double q) { return s->v[(long)((s->n - 1) * q + 0.5)]; }
static void print_series(const char *name, series *s) {
  if (!s->n) return;
  qsort(s->v, s->n, sizeof *s->v, cmp);
  double sum = 0; for (long i = 0; i < s->n; i++) sum += s->v[i];
  printf(",\"%s\":{\"n\":%ld,\"mean\":%.1f,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f}",
         name, s->n, sum / s->n, at(s, .5), at(s, .9), at(s, .99), at(s, .999), at(s, 1));
}

// ---- connections ----------------------------------------------------------------------------
static void shut(conn *c) { if (c->fd >= 0) close(c->fd); c->fd = -1; c->state = OFF; }
static void dial(conn *c) {
  int one = 1;
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (c->fd < 0) { perror("load: socket"); exit(1); }
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  c->state = OPENING; c->answered = 0;
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
  if (connect(c->fd, (void *)&addr, sizeof addr) && errno != EINPROGRESS) { perror("load: connect"); exit(1); }
}
static void watch(conn *c, int ev) { struct epoll_event e = {.events = ev, .data.ptr = c}; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e); }

static void failed(conn *c);
static void send_more(conn *c) {
  while (c->reqpos < reqlen) {
    ssize_t w = send(c->fd, req + c->reqpos, reqlen - c->reqpos, MSG_NOSIGNAL);
    if (w < 0 && errno == EAGAIN) { watch(c, EPOLLIN | EPOLLOUT); return; }
    if (w < 0) { failed(c); return; }
    if ((c->reqpos += w) == reqlen && w < reqlen) watch(c, EPOLLIN);
  }
}
static void start(conn *c) {
  c->state = BUSY; c->sent_at = now_ns(); c->first_at = c->last_at = 0; c->reqpos = 0;
  c->inhead = 1; c->left = -1; c->csize = 0;
  c->headlen = c->status = c->chunked = c->close = c->cstate = c->linelen = c->stamps = c->done = 0;
  send_more(c);
}
static void assign(conn *c, ns due) {   // gives a free connection its next request
  c->due = due; c->assigned = 1; c->tries = 0; started++; busy++;
  if (c->state == OFF) dial(c); else start(c);
}
static void release(conn *c) {   // its request is over
  c->assigned = 0; c->streams++; busy--;
  if (mode == RATE) { ring[ring_tail++ % nconns] = c; return; }
  ns now = now_ns();
  if (now < t_stop && !(once && c->streams)) assign(c, now);
}
static void failed(conn *c) {
  int fresh = !c->answered;
  shut(c);
  if (!c->assigned) return;
  if (!fresh && !c->headlen && !c->tries++) { reconnects++; dial(c); return; }   // closed by the peer just as we sent: again
  if (++errors > 20000) { fprintf(stderr, "load: too many errors\n"); exit(1); }
  release(c);
}
static void complete(conn *c) {
  int good = c->status / 100 == 2;
  t_last = now_ns();
  if (!good) non2xx++;
  else if (mode == SSE && (!c->done || c->stamps != expect_stamps)) bad_streams++;
  else ok++;
  if (good) { add(&lat, (t_last - c->due) / 1e3); if (c->first_at) add(&ttfb, (c->first_at - c->sent_at) / 1e3); }
  c->answered = 1; c->state = IDLE;
  if (c->close) { shut(c); reconnects++; }
  release(c);
}

// ---- answers --------------------------------------------------------------------------------
static void sse_line(conn *c, const char *p, long n, ns now) {
  if (n < 6 || memcmp(p, "data:", 5)) return;
  if (memmem(p, n, "[DONE]", 6)) { c->done = 1; return; }
  events++;
  for (const char *a = p, *end = p + n - 16; a < end && (a = memchr(a, '@', end - a)); a++) {
    uint64_t t = 0; int k = 1;
    for (; k <= 16 && a[k] >= '0' && a[k] <= '9'; k++) t = t * 10 + a[k] - '0';
    if (k <= 16) continue;
    c->stamps++;
    add(&chunk_delay, now / 1e3 - t);
    if (c->last_at) add(&gap, (now - c->last_at) / 1e3);
    c->last_at = now;
  }
}
static void body_bytes(conn *c, const char *p, long n, ns now) {
  if (!c->first_at && n) c->first_at = now;
  bytes_down += n;
  while (mode == SSE && n) {
    char *nl = memchr(p, '\n', n);
    long k = nl ? nl - p : n;
    if (nl && !c->linelen) sse_line(c, p, k, now);
    else {
      if (c->linelen + k <= LINE_CAP) { memcpy(c->line + c->linelen, p, k); c->linelen += k; }
      if (nl) { sse_line(c, c->line, c->linelen, now); c->linelen = 0; }
    }
    if (nl) k++;
    p += k; n -= k;
  }
}
static int feed(conn *c, const char *p, long n, ns now) {   // 1: the answer is complete, -1: not HTTP
  if (c->inhead) {
    long was = c->headlen, k = n < HEAD_MAX - 1 - was ? n : HEAD_MAX - 1 - was;
    memcpy(c->head + was, p, k); c->headlen += k; c->head[c->headlen] = 0;
    char *end = strstr(c->head, "\r\n\r\n");
    if (!end) return k < n ? -1 : 0;
    long used = end + 4 - c->head - was;
    end[2] = 0; p += used; n -= used;
    if (sscanf(c->head, "HTTP/1.%*d %d", &c->status) != 1) return -1;
    if (c->status == 100) { c->headlen = 0; return n ? feed(c, p, n, now) : 0; }
    for (char *l = c->head; (l = strstr(l, "\r\n")); ) {
      l += 2;
      if (!strncasecmp(l, "content-length:", 15)) c->left = atol(l + 15);
      else if (!strncasecmp(l, "transfer-encoding: chunked", 26)) c->chunked = 1;
      else if (!strncasecmp(l, "connection: close", 17)) c->close = 1;
    }
    c->inhead = 0;
    if (c->status == 204) return 1;
  }
  if (!c->chunked) {
    if (c->left < 0) { body_bytes(c, p, n, now); return 0; }
    body_bytes(c, p, n < c->left ? n : c->left, now);
    return (c->left -= n) <= 0;
  }
  while (n > 0) {   // 0 size digits, 1 rest of the size line, 2 data, 3 CRLF after data, 4 trailer line begins, 5 inside it
    if (c->cstate == 2) {
      long k = n < c->left ? n : c->left;
      body_bytes(c, p, k, now); p += k; n -= k;
      if (!(c->left -= k)) c->cstate = 3;
      continue;
    }
    char ch = *p++; n--;
    if (c->cstate <= 1) {
      int v = ch >= '0' && ch <= '9' ? ch - '0' : (ch | 32) >= 'a' && (ch | 32) <= 'f' ? (ch | 32) - 'a' + 10 : -1;
      if (ch == '\n') { c->left = c->csize; c->cstate = c->csize ? 2 : 4; c->csize = 0; }
      else if (!c->cstate && v >= 0) c->csize = c->csize * 16 + v;
      else c->cstate = 1;
    } else if (c->cstate == 3) { if (ch == '\n') c->cstate = 0; }
    else if (ch == '\n') { if (c->cstate == 4) return 1; c->cstate = 4; }
    else if (ch != '\r') c->cstate = 5;
  }
  return 0;
}
static void readable(conn *c) {
  static char buf[SCRATCH];
  ssize_t r = recv(c->fd, buf, sizeof buf, 0);
  if (r < 0 && errno == EAGAIN) return;
  if (c->state == IDLE) { if (r <= 0) shut(c); return; }   // dialled again when it is needed
  if (r == 0 && !c->inhead && !c->chunked && c->left < 0) { c->close = 1; complete(c); return; }
  if (r <= 0) { failed(c); return; }
  int d = feed(c, buf, r, now_ns());
  if (d < 0) failed(c); else if (d) complete(c);
}
static void event(conn *c, int ev) {
  if (c->state == OFF) return;
  if (c->state == OPENING) {
    int err = 0; socklen_t l = sizeof err;
    getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &err, &l);
    if (err) { failed(c); return; }
    if (!(ev & EPOLLOUT)) return;
    watch(c, EPOLLIN); c->state = IDLE;
    if (c->assigned) start(c);
    return;
  }
  if (ev & EPOLLOUT && c->state == BUSY && c->reqpos < reqlen) send_more(c);
  if (ev & (EPOLLIN | EPOLLHUP | EPOLLERR) && c->state != OFF && c->state != OPENING) readable(c);
}
static void poll_until(ns when) {
  struct epoll_event evs[512]; ns now = now_ns();
  ns d = when > now ? when - now : 0;
  struct timespec ts = {d / 1000000000, d % 1000000000};
  int n = epoll_pwait2(ep, evs, 512, &ts, 0);
  for (int i = 0; i < n; i++) event(evs[i].data.ptr, evs[i].events);
}

static char *slurp(const char *f, long *n) {
  FILE *h = fopen(f, "rb"); if (!h) { perror(f); exit(2); }
  fseek(h, 0, SEEK_END); *n = ftell(h); rewind(h);
  char *b = malloc(*n + 1);
  if (fread(b, 1, *n, h) != (size_t)*n) { perror(f); exit(2); }
  b[*n] = 0; fclose(h); return b;
}
int main(int argc, char **argv) {
  char headers[8192] = "", *method = 0, *url = 0, *type = "application/json", *body = 0, host[64], path[2048] = "/";
  long bodylen = 0; int port = 80;
  if (argc < 2) { fprintf(stderr, "usage: load closed|rate|sse --url URL ... (see load.c)\n"); return 2; }
  mode = !strcmp(argv[1], "closed") ? CLOSED : !strcmp(argv[1], "rate") ? RATE : SSE;
  for (int i = 2; i < argc; i++) {
    char *o = argv[i], *v = i + 1 < argc ? argv[i + 1] : "";
    if (!strcmp(o, "--once")) { once = 1; continue; }
    i++;
    if (!strcmp(o, "--url")) url = v;
    else if (!strcmp(o, "-H")) strcat(strcat(headers, v), "\r\n");
    else if (!strcmp(o, "--method")) method = v;
    else if (!strcmp(o, "--type")) type = v;
    else if (!strcmp(o, "--body")) body = slurp(v, &bodylen);
    else if (!strcmp(o, "--conns")) nconns = atoi(v);
    else if (!strcmp(o, "--secs")) secs = atof(v);
    else if (!strcmp(o, "--rate")) rate = atof(v);
    else if (!strcmp(o, "--ramp")) ramp = atof(v);
    else if (!strcmp(o, "--grace")) grace = atof(v);
    else { fprintf(stderr, "load: unknown option %s\n", o); return 2; }
  }
  if (!url || sscanf(url, "http://%63[^:/]:%d%2047s", host, &port, path) < 2) { fprintf(stderr, "load: --url http://HOST:PORT/PATH\n"); return 2; }
  addr.sin_family = AF_INET; addr.sin_port = htons(port);
  if (!inet_aton(strcmp(host, "localhost") ? host : "127.0.0.1", &addr.sin_addr) || ntohl(addr.sin_addr.s_addr) >> 24 != 127) {
    fprintf(stderr, "load: loopback addresses only\n"); return 2;
  }
  if (!method) method = body ? "POST" : "GET";
  if (body) { char *m = strstr(body, "mock:n="); expect_stamps = (m ? atoi(m + 7) : 60) - 1; }
  req = malloc(bodylen + 16384);
  reqlen = sprintf(req, "%s %s HTTP/1.1\r\nHost: %s:%d\r\n%s", method, path, host, port, headers);
  if (body) reqlen += sprintf(req + reqlen, "Content-Type: %s\r\nContent-Length: %ld\r\n", type, bodylen);
  reqlen += sprintf(req + reqlen, "\r\n");
  if (body) { memcpy(req + reqlen, body, bodylen); reqlen += bodylen; }

  signal(SIGPIPE, SIG_IGN); prctl(PR_SET_TIMERSLACK, 1000);
  struct rlimit rl; getrlimit(RLIMIT_NOFILE, &rl); rl.rlim_cur = rl.rlim_max; setrlimit(RLIMIT_NOFILE, &rl);
  ep = epoll_create1(0);
  conns = calloc(nconns, sizeof *conns); ring = calloc(nconns, sizeof *ring);
  for (int i = 0; i < nconns; i++) conns[i].fd = -1;
  if (mode == RATE) {   // connections are open before the clock starts
    for (int i = 0; i < nconns; i++) { dial(&conns[i]); ring[ring_tail++] = &conns[i]; }
    for (ns end = now_ns() + 1000000000; now_ns() < end; ) {
      int open = 0; for (int i = 0; i < nconns; i++) open += conns[i].state == IDLE;
      if (open == nconns) break;
      poll_until(now_ns() + 10000000);
    }
  }
  ns t0 = now_ns(), step; long i = 0, total;   // i: first requests (closed, sse) or all requests (rate) given out
  if (mode == RATE) { step = 1e9 / rate; total = secs * rate; } else { step = ramp * 1e9 / nconns; total = nconns; }
  t_stop = t0 + secs * 1e9;
  ns t_lost = t_stop + grace * 1e9;
  for (;;) {
    ns now = now_ns(), due = t0 + i * step;
    while (i < total && due <= now) {
      if (mode == RATE) {
        if (ring_head == ring_tail) break;   // all connections busy: sent late, latency counts from due
        assign(ring[ring_head++ % nconns], due);
      } else assign(&conns[i], now);
      due = t0 + ++i * step;
    }
    int all_given = i >= total || now >= t_stop + (mode == RATE ? (ns)(grace * 1e9) : 0);
    if (all_given && !busy && (mode == RATE || once || now >= t_stop)) break;
    if (now >= t_lost) break;
    int waiting = i < total && !(mode == RATE && ring_head == ring_tail);
    poll_until(waiting ? due : t_lost < now + 50000000 ? t_lost : now + 50000000);
  }
  if (!t_last) t_last = now_ns();
  double took = (t_last - t0) / 1e9; const char *names[] = {"closed", "rate", "sse"};
  long lost = busy + (mode == RATE ? total - i : 0);
  printf("{\"mode\":\"%s\",\"conns\":%d,\"secs\":%.3f,\"started\":%ld,\"ok\":%ld,\"non2xx\":%ld,\"errors\":%ld,\"lost\":%ld,\"reconnects\":%ld,\"rps\":%.1f,\"request_bytes\":%ld,\"mb_up_s\":%.1f,\"mb_down_s\":%.2f",
         names[mode], nconns, took, started, ok, non2xx, errors, lost, reconnects, ok / took, reqlen, ok * (double)reqlen / took / 1e6, bytes_down / took / 1e6);
  if (mode == SSE) printf(",\"bad_streams\":%ld,\"events\":%ld,\"chunks_s\":%.1f", bad_streams, events, events / took);
  print_series("latency_us", &lat); print_series("ttfb_us", &ttfb);
  if (mode == SSE) { print_series("chunk_delay_us", &chunk_delay); print_series("gap_us", &gap); }
  printf("}\n");
  return 0;
}
