"""The table of docs/performance.md: nginx, ours, the ratio, and what we aim at."""
import statistics

# What it says, the measure, its figure, decimals, and the aim: × is one for the ratio
ROWS = [
    ("chat: CPU µs/request", "chat", "cpu_us", 1, "≤ 2.2 ×"),
    ("chat: requests/s, one core", "chat", "rps", 0, ""),
    ("chat: failed at saturation", "chat", "bad", 0, "0"),
    ("pass-through chat: CPU µs/request", "pass_through", "cpu_us", 1, "≤ chat"),
    ("pass-through chat: requests/s, one core", "pass_through", "rps", 0, ""),
    ("GET: CPU µs/request", "get", "cpu_us", 1, "≤ 2.2 ×"),
    ("GET: requests/s, one core", "get", "rps", 0, ""),
    ("200 requests/s: added p50, µs", "latency_low", "added_p50_us", 0, "≤ 2 ×"),
    ("200 requests/s: added p90, µs", "latency_low", "added_p90_us", 0, "≤ 2.5 ×"),
    ("200 requests/s: added p99, µs", "latency_low", "added_p99_us", 0, ""),
    ("half of our saturation: requests/s", "latency_half", "rate", 0, ""),
    ("half of our saturation: added p50, µs", "latency_half", "added_p50_us", 0, "≤ 2 ×"),
    ("half of our saturation: added p90, µs", "latency_half", "added_p90_us", 0, "≤ 2.5 ×"),
    ("half of our saturation: added p99, µs", "latency_half", "added_p99_us", 0, ""),
    ("half of our saturation: CPU µs/request", "latency_half", "cpu_us", 1, ""),
    ("20 streams, a chunk each 10 ms: added time to first byte p50, µs", "sse_20", "added_ttfb_p50_us", 0, "≤ 500"),
    ("20 streams: CPU µs/chunk", "sse_20", "cpu_us", 1, ""),
    ("20 streams: chunk delay p50, µs", "sse_20", "chunk_delay_p50_us", 0, ""),
    ("200 streams, a chunk each 10 ms: CPU µs/chunk", "sse_200", "cpu_us", 1, "≤ 2 ×"),
    ("200 streams: chunk delay p50, µs", "sse_200", "chunk_delay_p50_us", 0, "≤ 2 ×"),
    ("200 streams: chunk delay p99, µs", "sse_200", "chunk_delay_p99_us", 0, ""),
    ("200 streams: added time to first byte p50, µs", "sse_200", "added_ttfb_p50_us", 0, "≤ 500"),
    ("bursts of 60 chunks: chunks/s", "sse_burst", "chunks_s", 0, "≥ 0.40 ×"),
    ("bursts: CPU µs/chunk", "sse_burst", "cpu_us", 2, ""),
    ("5,000 streams, 5 chunks/s each: broken", "streams_5000", "bad", 0, "0"),
    ("5,000 streams: chunk delay p99, µs", "streams_5000", "chunk_delay_p99_us", 0, "≤ 250,000"),
    ("5,000 streams: CPU µs/chunk", "streams_5000", "cpu_us", 1, ""),
    ("5,000 streams: resident memory, MB", "streams_5000", "rss_peak_mb", 0, "≤ 734"),
    ("5,000 streams: resident memory of each, KB", "streams_5000", "rss_kb_each", 1, ""),
    ("5 MB JSON, 4 at once: MB/s", "upload_json", "mb_s", 0, "≥ 400, ≥ 0.45 ×"),
    ("5 MB JSON: CPU ms/MB", "upload_json", "cpu_ms_mb", 2, ""),
    ("5 MB JSON: growth of resident memory, MB", "upload_json", "rss_growth_mb", 0, "≤ 64"),
    ("5 MB multipart, 4 at once: MB/s", "upload_multipart", "mb_s", 0, "≥ 400, ≥ 0.45 ×"),
    ("5 MB multipart: CPU ms/MB", "upload_multipart", "cpu_ms_mb", 2, ""),
    ("5 MB multipart: growth of resident memory, MB", "upload_multipart", "rss_growth_mb", 0, "≤ 64"),
    ("first 200 after the start, ms", "cold_start", "ms", 0, "≤ 1,000 (17: ≤ 1,400)"),
    ("memory when idle, MB", "rss_idle", "mb", 0, "≤ 120"),
    ("memory after everything, MB", "rss_after", "mb", 0, ""),
]


def values(results, name, measure, figure):
    return [v for r in results if r["server"] == name and r["measure"] == measure
            and isinstance(v := r["figures"].get(figure), (int, float))]


def foreign(results):
    """The most CPU that others took during a load, in percent of a core; None where there was no load."""
    return max((r["figures"]["foreign_pct"] for r in results if "foreign_pct" in r["figures"]), default=None)


def markdown(results):
    """The table of all results, the median of each figure; a ratio is that of the medians."""
    names = list(dict.fromkeys(r["server"] for r in results))
    base = "nginx"
    ours = sorted(n for n in names if n != base)
    lines = ["| | nginx | " + " | ".join(f"{n} | ratio" for n in ours) + " | aim |",
             "|---|---:|" + "---:|---:|" * len(ours) + "---|"]
    for label, measure, figure, decimals, aim in ROWS:
        of_base = values(results, base, measure, figure)
        middle = statistics.median(of_base) if of_base else None
        cells, seen = [f"{middle:,.{decimals}f}" if of_base else ""], bool(of_base)
        for name in ours:
            of_ours = values(results, name, measure, figure)
            value = statistics.median(of_ours) if of_ours else None
            seen |= value is not None
            cells.append(f"{value:,.{decimals}f}" if value is not None else "")
            comparable = value is not None and middle is not None and middle > 0 and value > 0
            cells.append(f"{value / middle:.2f}" if comparable and figure not in ("rate", "bad") else "")
        if seen:
            lines.append(f"| {label} | " + " | ".join(cells) + f" | {aim} |")
    return "\n".join(lines)
