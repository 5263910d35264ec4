package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.memory.MemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One random schedule, and the rules that it must not break. */
final class Schedule {
    private static final int STEPS = 80;

    private final long seed;
    private final Random random;
    private final OpenModels models = new OpenModels();
    private final Bench bench = new Bench(MemoryStores.create(), models);
    private final List<String> threads = new ArrayList<>();
    private final Map<String, WatchedRun> runs = new TreeMap<>();
    private final List<String> done = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Said said = new Said();
    private final String assistant;
    private int messages;

    Schedule(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
    }

    /** Plays it; the number of runs that ended. */
    long play() {
        try {
            for (int i = 0; i < STEPS; i++) {
                step();
                runs.values().forEach(run -> run.look(bench));
                threads.forEach(this::mustHaveOneRunAtMost);
            }
            listeners.stream().filter(Listener::isAway).forEach(each -> each.comeBack(bench));
            bench.loop.advance(Duration.ofSeconds(1300));
            runs.values().forEach(run -> run.mustBeOver(bench));
            threads.forEach(thread -> said.check(bench, thread));
            threads.forEach(this::mustBeFree);
            listeners.forEach(this::mustHaveHeardAll);
            mustHaveNothingLeftToDo();
            return runs.size();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("Schedule " + seed + " after " + done, broken);
        }
    }

    private void step() {
        int choice = random.nextInt(100);
        if (choice < 6 || threads.isEmpty()) {
            note("thread");
            thread();
        } else if (choice < 14) {
            message();
        } else if (choice < 16) {
            deleteMessage();
        } else if (choice < 32) {
            start();
        } else if (choice < 38) {
            cancel();
        } else if (choice < 48) {
            submit();
        } else if (choice < 50) {
            deleteThread();
        } else if (choice < 54) {
            notes();
        } else if (choice < 58) {
            pass();
        } else if (choice < 61) {
            crash();
        } else if (choice < 64) {
            leave();
        } else if (choice < 90) {
            speak();
        } else {
            note("loop");
            bench.loop.runOne();
        }
    }

    private void note(String what) {
        done.add(what);
    }

    private void thread() {
        String thread = bench.thread("Hi");
        threads.add(thread);
        JsonNode messages =
                bench.reply("GET", "/v1/threads/" + thread + "/messages", null).json();
        said.add(thread, messages.get("first_id").flatMap(JsonNode::asText).orElseThrow());
    }

    private String anyThread() {
        return threads.get(random.nextInt(threads.size()));
    }

    private void message() {
        String thread = anyThread();
        note("message " + thread);
        boolean locked = isLocked(thread);
        Bench.Reply reply = say(thread);
        if (locked != (reply.status() == 400)) {
            throw new AssertionError("A thread that is " + (locked ? "locked" : "free") + " answered " + reply.text());
        }
        if (!locked) {
            said.add(thread, reply.id());
        }
    }

    private void deleteMessage() {
        String thread = anyThread();
        for (String message : said.removeAny(thread, random)) {
            note("delete " + message);
            String path = "/v1/threads/" + thread + "/messages/" + message;
            if (bench.reply("DELETE", path, null).status() != 200
                    || bench.reply("GET", path, null).status() != 404) {
                throw new AssertionError(message + " was not deleted");
            }
        }
    }

    private Bench.Reply say(String thread) {
        messages++;
        return bench.reply(
                "POST", "/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"m" + messages + "\"}");
    }

    private boolean isLocked(String thread) {
        return runs.values().stream().anyMatch(run -> run.thread().equals(thread) && run.locks(bench));
    }

    private void start() {
        String thread = anyThread();
        boolean locked = isLocked(thread);
        boolean streamed = random.nextBoolean();
        note((streamed ? "stream " : "run ") + thread);
        String path = "/v1/threads/" + thread + "/runs";
        Bench.Reply reply = bench.reply("POST", path, "{\"assistant_id\":\"" + assistant + "\"}");
        if (locked != (reply.status() == 400)) {
            throw new AssertionError("A thread that is " + (locked ? "locked" : "free") + " answered " + reply.text());
        }
        if (!locked) {
            WatchedRun run = new WatchedRun(thread, reply.id());
            runs.put(reply.id(), run);
            if (streamed) {
                listeners.add(new Listener(bench, run.path()));
            }
        }
    }

    private void cancel() {
        for (WatchedRun run : any()) {
            note("cancel " + run.id());
            boolean can = run.isCancellable(bench);
            Bench.Reply reply = bench.reply("POST", run.path() + "/cancel", "");
            if (can != (reply.status() == 200)) {
                throw new AssertionError("Cancelling answered " + reply.text());
            }
        }
    }

    private List<WatchedRun> any() {
        List<WatchedRun> all =
                runs.values().stream().filter(run -> !run.isGone()).toList();
        return all.isEmpty() ? all : List.of(all.get(random.nextInt(all.size())));
    }

    private void submit() {
        for (WatchedRun run : any()) {
            List<JsonNode> pending = run.pending(bench);
            note("submit " + run.id());
            String outputs = String.join(
                    ",",
                    pending.stream()
                            .map(call -> "{\"tool_call_id\":\""
                                    + call.get("id").flatMap(JsonNode::asText).orElseThrow() + "\",\"output\":\"1\"}")
                            .toList());
            boolean waits = run.status(bench).equals("requires_action") && !run.isLate(bench);
            Bench.Reply reply =
                    bench.reply("POST", run.path() + "/submit_tool_outputs", "{\"tool_outputs\":[" + outputs + "]}");
            if (waits != (reply.status() == 200)) {
                throw new AssertionError("Outputs answered " + reply.text());
            }
        }
    }

    private void deleteThread() {
        String thread = anyThread();
        note("delete " + thread);
        bench.reply("DELETE", "/v1/threads/" + thread, null);
        threads.remove(thread);
        runs.values().stream().filter(run -> run.thread().equals(thread)).forEach(run -> {
            run.gone();
            listeners.removeIf(each -> each.isOf(run));
            if (!bench.stores
                    .events()
                    .read(run.id(), 0, 1)
                    .toCompletableFuture()
                    .join()
                    .isEmpty()) {
                throw new AssertionError("Events of " + run.id() + " outlive it");
            }
        });
    }

    private void notes() {
        for (WatchedRun run : any()) {
            note("notes " + run.id());
            bench.reply("POST", run.path(), "{\"metadata\":{\"n\":\"" + random.nextInt(9) + "\"}}");
        }
    }

    private void pass() {
        int seconds = random.nextInt(10) == 0 ? 650 : 1 + random.nextInt(70);
        note("pass " + seconds);
        bench.loop.advance(Duration.ofSeconds(seconds));
    }

    /** Whoever worked is gone; its lease runs out in its time. */
    private void crash() {
        note("crash");
        bench.loop.forget();
        models.forget();
        listeners.forEach(Listener::leave);
        bench.restart();
    }

    private void leave() {
        if (!listeners.isEmpty()) {
            Listener one = listeners.get(random.nextInt(listeners.size()));
            note(one.isAway() ? "come back" : "leave");
            if (one.isAway()) {
                one.comeBack(bench);
            } else {
                one.leave();
            }
        }
    }

    private void speak() {
        List<OpenModels.Answer> wanted =
                models.open.stream().filter(OpenModels.Answer::isWanted).toList();
        if (wanted.isEmpty()) {
            bench.loop.runAll();
            return;
        }
        OpenModels.Answer answer = wanted.get(random.nextInt(wanted.size()));
        int what = random.nextInt(10);
        note("speak " + what);
        if (what < 5) {
            answer.say(bench.loop, says("word "));
        } else {
            models.open.remove(answer);
            if (what < 7) {
                answer.say(bench.loop, says("end") + stops("stop", 3, 2));
            } else if (what == 7) {
                answer.say(
                        bench.loop,
                        calls(0, "call_" + done.size() + "a", "f", "{}")
                                + calls(1, "call_" + done.size() + "b", "f", "{}")
                                + stops("tool_calls", 5, 4));
            } else if (what == 8) {
                answer.say(bench.loop, says("cut") + stops("length", 1, 1));
            }
            answer.stop(bench.loop);
        }
        if (random.nextBoolean()) {
            bench.loop.runAll();
        }
    }

    private void mustBeFree(String thread) {
        if (say(thread).status() != 200) {
            throw new AssertionError(thread + " is still locked");
        }
    }

    private void mustHaveOneRunAtMost(String thread) {
        long active = runs.values().stream()
                .filter(run -> run.thread().equals(thread) && run.locks(bench))
                .count();
        if (active > 1) {
            throw new AssertionError(thread + " has " + active + " active runs");
        }
    }

    /** However often it was away, it heard what whoever asks now is told. */
    private void mustHaveHeardAll(Listener listener) {
        List<Events.Event> heard = listener.all();
        if (!listener.isComplete()) {
            throw new AssertionError("A stream that did not end: " + heard);
        }
        EventRules.check(heard);
        EventRules.numbered(heard, 0);
    }

    private void mustHaveNothingLeftToDo() {
        Instant later = bench.clock.instant().plusSeconds(100_000);
        if (!bench.stores
                .queue()
                .claim(later, later, 1)
                .toCompletableFuture()
                .join()
                .isEmpty()) {
            throw new AssertionError("There is work of runs that are over");
        }
    }
}
