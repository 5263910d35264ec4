// An upstream in OpenAI's form for measuring gateways: one thread, epoll, keep-alive, loopback only.
//
//   upstream PORT
//
// A request whose body holds  "stream":true  is answered with server-sent events; every other one
// with a JSON object picked by the end of its path. A marker anywhere in the first 8 KiB of the
// request body (put it in the prompt, so that it passes through any gateway) sets up the stream:
//   mock:n=60,d=10;     60 chunks, 10 ms apart   (default: n=60,d=0 - all in one write)
// The text of every chunk but the last is "@" + 16 digits: the CLOCK_MONOTONIC microsecond at which
// it was written. A load tool on the same machine so reads off the delay of each single chunk.
// GET /__stats tells how many requests, body bytes and streams came in.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
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

enum { HEAD_MAX = 16384, KEEP = 8192, SCRATCH = 1 << 18, MAX_CHUNKS = 4000 };
enum { RD_HEAD, RD_BODY, RD_CHUNKED, ANSWERING };

typedef struct conn {
  int fd, state, keepalive, route, want_out;
  int inlen, bodylen;                     // bytes held in in[] / body[]
  long left;                              // body (or request chunk) bytes still to come
  int cstate; long csize;                 // request chunk parser
  char *out; int outlen, outpos, outcap;  // answer not yet accepted by the kernel
  int n, sent, delay_ms;                  // stream
  uint64_t due; int heap_at;              // heap_at: index+1, 0 = not in the heap
  struct conn *next_free;
  char in[HEAD_MAX], body[KEEP + 1];
} conn;

static int ep;
static char scratch[SCRATCH], burst[MAX_CHUNKS * 400];
static uint64_t st_requests, st_bytes, st_streams, st_conns;
static conn *free_list, *dead_list;

static uint64_t now_us(void) {
  struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000ull + t.tv_nsec / 1000;
}

// ---- canned answers ------------------------------------------------------------------------
// The header set is as long as the real service's (about 700 bytes).
#define COMMON_HEADERS \
  "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n" \
  "access-control-expose-headers: X-Request-ID\r\n" \
  "openai-organization: org-benchmark\r\n" \
  "openai-processing-ms: 412\r\n" \
  "openai-version: 2020-10-01\r\n" \
  "x-ratelimit-limit-requests: 10000\r\n" \
  "x-ratelimit-limit-tokens: 2000000\r\n" \
  "x-ratelimit-remaining-requests: 9999\r\n" \
  "x-ratelimit-remaining-tokens: 1999974\r\n" \
  "x-ratelimit-reset-requests: 6ms\r\n" \
  "x-ratelimit-reset-tokens: 0s\r\n" \
  "x-request-id: req_5f1c0f6b8e3b4e0f9f3f7c2a9b1d0e77\r\n" \
  "strict-transport-security: max-age=31536000; includeSubDomains; preload\r\n" \
  "x-content-type-options: nosniff\r\n"

static const char *chat_json =
  "{\"id\":\"chatcmpl-BenchMock0000000000000000001\",\"object\":\"chat.completion\",\"created\":1767225600,"
  "\"model\":\"gpt-4-0613\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
  "\"A gateway sits between clients and model providers. It authenticates the caller, picks a deployment, "
  "forwards the request, and relays the answer. A good one adds little latency, keeps streams flowing "
  "chunk by chunk, and never holds more of a body in memory than it must.\",\"refusal\":null,"
  "\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":57,"
  "\"completion_tokens\":58,\"total_tokens\":115,\"prompt_tokens_details\":{\"cached_tokens\":0,"
  "\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
  "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}},\"service_tier\":\"default\","
  "\"system_fingerprint\":\"fp_bench000001\"}";

#define ASSISTANT(id) "{\"id\":\"asst_" id "\",\"object\":\"assistant\",\"created_at\":1767225600," \
  "\"name\":\"Math Tutor\",\"description\":null,\"model\":\"gpt-4\",\"instructions\":\"You are a personal " \
  "math tutor.\",\"tools\":[{\"type\":\"code_interpreter\"}],\"metadata\":{},\"top_p\":1.0," \
  "\"temperature\":1.0,\"response_format\":\"auto\"}"
static const char *assistants_json =
  "{\"object\":\"list\",\"data\":[" ASSISTANT("a1") "," ASSISTANT("a2") "," ASSISTANT("a3")
  "],\"first_id\":\"asst_a1\",\"last_id\":\"asst_a3\",\"has_more\":false}";

static struct { const char *method, *suffix, *json; char *resp; int len; } routes[] = {
  {"POST", "/chat/completions", 0, 0, 0},
  {"GET", "/assistants", 0, 0, 0},
  {"POST", "/assistants", ASSISTANT("a1"), 0, 0},
  {"POST", "/threads", "{\"id\":\"thread_a1\",\"object\":\"thread\",\"created_at\":1767225600,\"metadata\":{},\"tool_resources\":{}}", 0, 0},
  {"POST", "/messages", "{\"id\":\"msg_a1\",\"object\":\"thread.message\",\"created_at\":1767225600,\"thread_id\":\"thread_a1\",\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"hi\",\"annotations\":[]}}],\"metadata\":{}}", 0, 0},
  {"POST", "/runs", "{\"id\":\"run_a1\",\"object\":\"thread.run\",\"created_at\":1767225600,\"assistant_id\":\"asst_a1\",\"thread_id\":\"thread_a1\",\"status\":\"queued\",\"model\":\"gpt-4\",\"metadata\":{}}", 0, 0},
  {"POST", "/files", "{\"id\":\"file-a1\",\"object\":\"file\",\"bytes\":5242880,\"created_at\":1767225600,\"filename\":\"big.jsonl\",\"purpose\":\"assistants\",\"status\":\"processed\"}", 0, 0},
  {"POST", "/embeddings", "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.1,0.2,0.3]}],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}", 0, 0},
  {"GET", "/models", "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4\",\"object\":\"model\",\"created\":1687882411,\"owned_by\":\"openai\"}]}", 0, 0},
  {"", "", "{\"id\":\"obj_mock\",\"object\":\"mock\"}", 0, 0},  // everything else
};
enum { N_ROUTES = sizeof routes / sizeof *routes };

static const char *sse_head =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n"
  "Transfer-Encoding: chunked\r\n" COMMON_HEADERS "\r\n";
#define EVENT(delta, fin) "data: {\"id\":\"chatcmpl-BenchMock0000000000000000001\",\"object\":\"chat.completion.chunk\"," \
  "\"created\":1767225600,\"model\":\"gpt-4-0613\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_bench000001\"," \
  "\"choices\":[{\"index\":0,\"delta\":" delta ",\"logprobs\":null,\"finish_reason\":" fin "}]}\n\n"
static struct { char b[512]; int len, stamp; } ev_first, ev_mid, ev_last;
static const char *sse_tail = "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";

static void make_event(char *b, int *len, int *stamp, const char *ev) {
  *len = sprintf(b, "%zx\r\n%s\r\n", strlen(ev), ev);
  char *at = strchr(b, '@');
  *stamp = at ? at - b + 1 : 0;
}
static void prepare(void) {
  routes[0].json = chat_json; routes[1].json = assistants_json;
  for (int i = 0; i < N_ROUTES; i++)
    routes[i].len = asprintf(&routes[i].resp, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n" COMMON_HEADERS "\r\n%s",
                             strlen(routes[i].json), routes[i].json);
  make_event(ev_first.b, &ev_first.len, &ev_first.stamp, EVENT("{\"role\":\"assistant\",\"content\":\"@0000000000000000\",\"refusal\":null}", "null"));
  make_event(ev_mid.b, &ev_mid.len, &ev_mid.stamp, EVENT("{\"content\":\"@0000000000000000\"}", "null"));
  make_event(ev_last.b, &ev_last.len, &ev_last.stamp, EVENT("{}", "\"stop\""));
}
static int put_event(char *to, int i, int n, uint64_t t) {
  char *b; int len, stamp;
  if (i == n - 1) { b = ev_last.b; len = ev_last.len; stamp = ev_last.stamp; }
  else if (i == 0) { b = ev_first.b; len = ev_first.len; stamp = ev_first.stamp; }
  else { b = ev_mid.b; len = ev_mid.len; stamp = ev_mid.stamp; }
  memcpy(to, b, len);
  if (stamp) for (int k = 15; k >= 0; k--, t /= 10) to[stamp + k] = '0' + t % 10;
  return len;
}

// ---- timers: a binary heap of streams by the time their next chunk is due --------------------
static conn **heap; static int heap_n, heap_cap;
static void heap_set(int i, conn *c) { heap[i] = c; c->heap_at = i + 1; }
static void heap_up(int i) {
  conn *c = heap[i];
  for (; i && heap[(i - 1) / 2]->due > c->due; i = (i - 1) / 2) heap_set(i, heap[(i - 1) / 2]);
  heap_set(i, c);
}
static void heap_down(int i) {
  conn *c = heap[i];
  for (int k; (k = 2 * i + 1) < heap_n; i = k) {
    if (k + 1 < heap_n && heap[k + 1]->due < heap[k]->due) k++;
    if (heap[k]->due >= c->due) break;
    heap_set(i, heap[k]);
  }
  heap_set(i, c);
}
static void heap_add(conn *c) {
  if (heap_n == heap_cap) heap = realloc(heap, (heap_cap = heap_cap ? 2 * heap_cap : 1024) * sizeof *heap);
  heap_set(heap_n++, c); heap_up(heap_n - 1);
}
static void heap_del(conn *c) {
  if (!c->heap_at) return;
  int i = c->heap_at - 1; c->heap_at = 0;
  conn *last = heap[--heap_n];
  if (last == c) return;
  heap_set(i, last); heap_up(i); heap_down(last->heap_at - 1);
}

// ---- connections ----------------------------------------------------------------------------
static void drop(conn *c) {
  if (c->fd < 0) return;
  heap_del(c);
  close(c->fd); c->fd = -1; st_conns--;
  c->next_free = dead_list; dead_list = c;   // reused only after this round of events
}
static void watch(conn *c, int out) {
  if (c->want_out == out) return;
  c->want_out = out;
  struct epoll_event e = {.events = EPOLLIN | (out ? EPOLLOUT : 0), .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
}
// Writes all of it, or keeps the rest for when the socket takes it; -1 when the connection is gone.
static int push(conn *c, const char *p, int n) {
  if (c->outpos == c->outlen) {
    ssize_t w = send(c->fd, p, n, MSG_NOSIGNAL);
    if (w == n) return 0;
    if (w < 0 && errno != EAGAIN) { drop(c); return -1; }
    if (w > 0) { p += w; n -= w; }
    c->outpos = c->outlen = 0;
  }
  if (c->outlen + n > c->outcap) c->out = realloc(c->out, c->outcap = 2 * (c->outlen + n));
  memcpy(c->out + c->outlen, p, n); c->outlen += n;
  watch(c, 1);
  return 0;
}
static int flush(conn *c) {
  while (c->outpos < c->outlen) {
    ssize_t w = send(c->fd, c->out + c->outpos, c->outlen - c->outpos, MSG_NOSIGNAL);
    if (w < 0) { if (errno == EAGAIN) return 0; drop(c); return -1; }
    c->outpos += w;
  }
  c->outpos = c->outlen = 0; watch(c, 0);
  return 0;
}
static void parse(conn *c);

static void request_done(conn *c) {
  c->bodylen = 0;
  if (!c->keepalive && c->outpos == c->outlen) { drop(c); return; }
  c->state = RD_HEAD;
  if (c->inlen) parse(c);
}
static void stream_step(conn *c, uint64_t now) {  // sends the chunk that is due
  char b[2048]; int len = 0;
  if (!c->sent) { len = strlen(sse_head); memcpy(b, sse_head, len); }
  len += put_event(b + len, c->sent, c->n, now_us());
  if (++c->sent == c->n) {
    memcpy(b + len, sse_tail, strlen(sse_tail)); len += strlen(sse_tail);
    if (!push(c, b, len)) request_done(c);
    return;
  }
  if (push(c, b, len)) return;
  c->due = (c->sent == 1 ? now : c->due) + c->delay_ms * 1000ull;
  heap_add(c);
}
static void answer(conn *c) {
  st_requests++; c->state = ANSWERING;
  c->body[c->bodylen] = 0;
  char *s = c->route == 0 || c->bodylen ? strstr(c->body, "\"stream\"") : 0;
  if (s) { for (s += 8; *s == ' ' || *s == ':'; s++) ; }
  if (!s || strncmp(s, "true", 4)) {
    if (!push(c, routes[c->route].resp, routes[c->route].len)) request_done(c);
    return;
  }
  st_streams++;
  c->n = 60; c->delay_ms = 0; c->sent = 0;
  char *m = strstr(c->body, "mock:");
  if (m) sscanf(m, "mock:n=%d,d=%d", &c->n, &c->delay_ms);
  if (c->n < 2) c->n = 2;
  if (c->n > MAX_CHUNKS) c->n = MAX_CHUNKS;
  if (c->delay_ms) { stream_step(c, now_us()); return; }
  int len = strlen(sse_head); uint64_t t = now_us();
  memcpy(burst, sse_head, len);
  for (int i = 0; i < c->n; i++) len += put_event(burst + len, i, c->n, t);
  memcpy(burst + len, sse_tail, strlen(sse_tail)); len += strlen(sse_tail);
  if (!push(c, burst, len)) request_done(c);
}
static void keep(conn *c, const char *p, long n) {
  st_bytes += n;
  if (n > KEEP - c->bodylen) n = KEEP - c->bodylen;
  if (n > 0) { memcpy(c->body + c->bodylen, p, n); c->bodylen += n; }
}
// Takes body bytes, returns how many of them belong to this request; answers it when it is complete.
static long eat_body(conn *c, const char *p, long n) {
  if (c->state == RD_BODY) {
    long k = n < c->left ? n : c->left;
    keep(c, p, k); c->left -= k;
    if (!c->left) answer(c);
    return k;
  }
  long i = 0;  // chunked: 0 size digits, 1 rest of the size line, 2 data, 3 CRLF after data, 4 trailer
  while (i < n) {
    char ch = p[i];
    if (c->cstate == 0 || c->cstate == 1) {
      int v = ch >= '0' && ch <= '9' ? ch - '0' : (ch | 32) >= 'a' && (ch | 32) <= 'f' ? (ch | 32) - 'a' + 10 : -1;
      i++;
      if (ch == '\n') { c->cstate = c->csize ? 2 : 4; c->left = c->csize; }
      else if (c->cstate == 0 && v >= 0) c->csize = c->csize * 16 + v;
      else c->cstate = 1;
    } else if (c->cstate == 2) {
      long k = n - i < c->left ? n - i : c->left;
      keep(c, p + i, k); i += k;
      if (!(c->left -= k)) c->cstate = 3;
    } else {
      i++;
      if (c->cstate == 3) { if (ch == '\n') { c->cstate = 0; c->csize = 0; } }
      else if (ch == '\n') { answer(c); return i; }   // no trailers expected
    }
  }
  return i;
}
static void stats(conn *c) {
  char j[256], b[512];
  int n = sprintf(j, "{\"requests\":%lu,\"body_bytes\":%lu,\"streams\":%lu,\"connections\":%lu}", st_requests, st_bytes, st_streams, st_conns);
  push(c, b, sprintf(b, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", n, j));
}
static void parse(conn *c) {  // c->in holds the beginning of a request
  char *end;
  if (c->state != RD_HEAD || !(end = memmem(c->in, c->inlen, "\r\n\r\n", 4))) {
    if (c->inlen == HEAD_MAX) drop(c);
    return;
  }
  *end = 0;
  char *method = c->in, *path = strchr(method, ' ');
  if (!path) { drop(c); return; }
  *path++ = 0;
  char *pend = strpbrk(path, " ?\r"), *line = strstr(path, "\r\n");
  int plen = pend ? pend - path : (int)strlen(path);
  int chunked = 0, expect = 0;
  c->left = 0; c->keepalive = 1;
  for (; line; line = strstr(line, "\r\n")) {
    line += 2;
    if (!strncasecmp(line, "content-length:", 15)) c->left = atol(line + 15);
    else if (!strncasecmp(line, "transfer-encoding:", 18)) chunked = 1;
    else if (!strncasecmp(line, "connection: close", 17)) c->keepalive = 0;
    else if (!strncasecmp(line, "expect:", 7)) expect = 1;
  }
  for (c->route = 0; c->route < N_ROUTES - 1; c->route++) {
    int sl = strlen(routes[c->route].suffix);
    if (sl <= plen && !strcmp(method, routes[c->route].method) && !strncmp(path + plen - sl, routes[c->route].suffix, sl)) break;
  }
  int is_stats = plen == 8 && !strncmp(path, "/__stats", 8);
  long head = end + 4 - c->in, rest = c->inlen - head;
  memmove(c->in, end + 4, rest); c->inlen = rest;
  if (is_stats) { stats(c); return; }
  if (!chunked && !c->left) { answer(c); return; }
  c->state = chunked ? RD_CHUNKED : RD_BODY; c->cstate = 0; c->csize = 0;
  if (expect && push(c, "HTTP/1.1 100 Continue\r\n\r\n", 25)) return;
  if (rest) {
    char tmp[HEAD_MAX]; memcpy(tmp, c->in, rest); c->inlen = 0;
    long used = eat_body(c, tmp, rest);
    if (c->fd >= 0 && used < rest) { memcpy(c->in, tmp + used, rest - used); c->inlen = rest - used; if (c->state == RD_HEAD) parse(c); }
  }
}
static void readable(conn *c) {
  for (int round = 0; round < 8 && c->fd >= 0; round++) {   // bounded, so that one upload starves nobody
    int body = c->state == RD_BODY || c->state == RD_CHUNKED;
    char *to = body ? scratch : c->in + c->inlen;
    int room = body ? SCRATCH : HEAD_MAX - c->inlen;
    if (!room) { drop(c); return; }
    ssize_t r = recv(c->fd, to, room, 0);
    if (r < 0 && errno == EAGAIN) return;
    if (r <= 0) { drop(c); return; }
    if (body) {
      long used = eat_body(c, scratch, r);
      if (c->fd >= 0 && used < r) {
        if (r - used > HEAD_MAX) { drop(c); return; }
        memcpy(c->in, scratch + used, r - used); c->inlen = r - used; if (c->state == RD_HEAD) parse(c);
      }
    } else { c->inlen += r; parse(c); }
    if (r < room) return;
  }
}

int main(int argc, char **argv) {
  if (argc != 2) { fprintf(stderr, "usage: upstream PORT\n"); return 2; }
  signal(SIGPIPE, SIG_IGN); prctl(PR_SET_TIMERSLACK, 1000);
  struct rlimit rl; getrlimit(RLIMIT_NOFILE, &rl); rl.rlim_cur = rl.rlim_max; setrlimit(RLIMIT_NOFILE, &rl);
  prepare();
  int ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(ls, (void *)&a, sizeof a) || listen(ls, 8192)) { perror("upstream: listen"); return 1; }
  ep = epoll_create1(0);
  struct epoll_event e = {.events = EPOLLIN, .data.ptr = 0}, evs[1024];
  epoll_ctl(ep, EPOLL_CTL_ADD, ls, &e);
  for (;;) {
    struct timespec ts, *wait = 0;
    if (heap_n) {
      uint64_t now = now_us(), d = heap[0]->due > now ? heap[0]->due - now : 0;
      ts.tv_sec = d / 1000000; ts.tv_nsec = d % 1000000 * 1000; wait = &ts;
    }
    int n = epoll_pwait2(ep, evs, 1024, wait, 0);
    for (int i = 0; i < n; i++) {
      conn *c = evs[i].data.ptr;
      if (!c) {
        for (int fd; (fd = accept4(ls, 0, 0, SOCK_NONBLOCK)) >= 0;) {
          setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          if ((c = free_list)) free_list = c->next_free; else c = malloc(sizeof *c), c->out = 0, c->outcap = 0;
          c->fd = fd; c->state = RD_HEAD; c->inlen = c->bodylen = c->outlen = c->outpos = c->want_out = c->heap_at = 0;
          st_conns++;
          e.events = EPOLLIN; e.data.ptr = c; epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
        }
        continue;
      }
      if (c->fd >= 0 && evs[i].events & EPOLLOUT) { if (flush(c)) continue; if (!c->keepalive && c->state == RD_HEAD && c->outpos == c->outlen) { drop(c); continue; } }
      if (c->fd >= 0 && evs[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readable(c);
    }
    if (heap_n) {
      uint64_t now = now_us();
      while (heap_n && heap[0]->due <= now) { conn *c = heap[0]; heap_del(c); stream_step(c, now); }
    }
    while (dead_list) { conn *c = dead_list; dead_list = c->next_free; c->next_free = free_list; free_list = c; }
  }
}
