package dev.sluice.testkit.fake.kind;

import dev.sluice.testkit.fake.kind.ObjectKind.Format;
import dev.sluice.testkit.fake.kind.ObjectKind.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of objects of OpenAI's API, parents before their children. */
public final class ObjectKinds {
    private static final String ROLE = "{\"role_id\":\"${/organization/roles}\"}";
    private static final String USER = "{\"user_id\":\"${/organization/users}\",\"role\":\"member\"}";

    private static final List<ObjectKind> OF_MODELS = List.of(
            form("/files", "file", "file-", "lgd", "{\"purpose\":\"batch\"}").doing("GET content"),
            json("/assistants", "assistant", "asst_", "lgud", "{\"model\":\"gpt-4\",\"instructions\":\"be brief\"}"),
            json("/threads", "thread", "thread_", "gud", "{}"),
            json(
                    "/threads/{thread}/messages",
                    "thread.message",
                    "msg_",
                    "lgud",
                    "{\"role\":\"user\",\"content\":\"hello\"}"),
            json("/threads/{thread}/runs", "thread.run", "run_", "lgu", "{\"assistant_id\":\"${/assistants}\"}")
                    .refusing("POST cancel", "POST submit_tool_outputs {\"tool_outputs\":[]}"),
            byOthers("/threads/{thread}/runs/{run}/steps", "thread.run.step", "step_", "lg"),
            json("/responses", "response", "resp_", "gd", "{\"model\":\"gpt-4\",\"input\":\"hello\"}")
                    .doing("GET input_items")
                    .refusing("POST cancel"),
            json(
                            "/chat/completions",
                            "chat.completion",
                            "chatcmpl-",
                            "lgud",
                            "{\"model\":\"gpt-4\",\"store\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}")
                    .doing("GET messages"),
            json("/conversations", "conversation", "conv_", "gud", "{}"),
            json(
                    "/conversations/{conversation}/items",
                    "conversation.item",
                    "msg_",
                    "lgd",
                    "{\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"hello\"}]}"),
            json(
                            "/batches",
                            "batch",
                            "batch_",
                            "lg",
                            "{\"input_file_id\":\"${/files}\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}")
                    .doing("POST cancel"),
            json(
                            "/fine_tuning/jobs",
                            "fine_tuning.job",
                            "ftjob-",
                            "lg",
                            "{\"model\":\"gpt-4\",\"training_file\":\"${/files}\"}")
                    .doing("GET events", "POST pause", "POST resume", "POST cancel"),
            byOthers("/fine_tuning/jobs/{job}/checkpoints", "fine_tuning.job.checkpoint", "ft:", "l"),
            json(
                    "/fine_tuning/checkpoints/{checkpoint}/permissions",
                    "checkpoint.permission",
                    "cp_",
                    "ld",
                    "{\"project_ids\":[\"${/organization/projects}\"]}"),
            json("/vector_stores", "vector_store", "vs_", "lgud", "{\"file_ids\":[\"${/files}\"]}")
                    .doing("POST search {\"query\":\"hello\"}"),
            json("/vector_stores/{store}/files", "vector_store.file", "file-", "lgud", "{\"file_id\":\"${/files}\"}")
                    .doing("GET content"),
            json(
                            "/vector_stores/{store}/file_batches",
                            "vector_store.file_batch",
                            "vsfb_",
                            "g",
                            "{\"file_ids\":[\"${/files}\"]}")
                    .doing("GET files", "POST cancel"),
            json(
                            "/uploads",
                            "upload",
                            "upload_",
                            "",
                            "{\"purpose\":\"batch\",\"filename\":\"a.jsonl\",\"bytes\":3,\"mime_type\":\"text/jsonl\"}")
                    .doing("POST complete {\"part_ids\":[]}", "POST cancel"),
            form("/uploads/{upload}/parts", "upload.part", "part_", "", "{}"),
            json("/containers", "container", "cntr_", "lgd", "{\"name\":\"box\",\"file_ids\":[\"${/files}\"]}"),
            form("/containers/{container}/files", "container.file", "cfile_", "lgd", "{}")
                    .doing("GET content"),
            json("/evals", "eval", "eval_", "lgud", "{\"name\":\"exam\"}"),
            json(
                    "/evals/{eval}/runs",
                    "eval.run",
                    "evalrun_",
                    "lgud",
                    "{\"data_source\":{\"type\":\"jsonl\",\"source\":{\"type\":\"file_id\",\"id\":\"${/files}\"}}}"),
            byOthers("/evals/{eval}/runs/{run}/output_items", "eval.run.output_item", "outputitem_", "lg"),
            form("/videos", "video", "video_", "lgd", "{\"model\":\"gpt-4\",\"prompt\":\"a hat\"}")
                    .doing("GET content", "POST remix {\"prompt\":\"a cap\"}"),
            form("/videos/characters", "video.character", "char_", "g", "{\"name\":\"hatter\"}"),
            form("/skills", "skill", "skill_", "lgud", "{}").doing("GET content"),
            form("/skills/{skill}/versions", "skill.version", "skillver_", "lgd", "{}")
                    .doing("GET content"),
            form(
                    "/audio/voice_consents",
                    "audio.voice_consent",
                    "cons_",
                    "lgud",
                    "{\"name\":\"me\",\"language\":\"en\"}"),
            form("/realtime/calls", "realtime.call", "rtc_", "", "{\"sdp\":\"v=0\"}")
                    .doing(
                            "POST accept {\"type\":\"realtime\"}",
                            "POST refer {\"target_uri\":\"tel:+14155550123\"}",
                            "POST hangup",
                            "POST reject"),
            json(
                            "/chatkit/sessions",
                            "chatkit.session",
                            "cksess_",
                            "",
                            "{\"user\":\"u\",\"workflow\":{\"id\":\"wf_1\"}}")
                    .doing("POST cancel"),
            byOthers("/chatkit/threads", "chatkit.thread", "cthr_", "lgd").doing("GET items"));

    /** These are called with a key of an administrator; the gateway relays them as it does all others. */
    private static final List<ObjectKind> OF_ADMINISTRATION = List.of(
            json("/organization/admin_api_keys", "organization.admin_api_key", "key_", "lgd", "{\"name\":\"k\"}"),
            json("/organization/certificates", "certificate", "cert_", "lgud", "{\"certificate\":\"pem\"}"),
            json("/organization/invites", "organization.invite", "invite-", "lgd", "{\"email\":\"a@b.test\"}"),
            json("/organization/spend_alerts", "organization.spend_alert", "alert_", "lgud", "{\"threshold\":1}"),
            json("/organization/roles", "role", "role_", "lgud", "{\"role_name\":\"r\"}"),
            byOthers("/organization/users", "organization.user", "user-", "lgud"),
            json("/organization/users/{user}/roles", "user.role", "role_", "lgd", ROLE),
            json("/organization/groups", "group", "group_", "lgud", "{\"name\":\"g\"}"),
            json("/organization/groups/{group}/users", "group.user", "user-", "lgd", USER),
            json("/organization/groups/{group}/roles", "group.role", "role_", "lgd", ROLE),
            json("/organization/projects", "organization.project", "proj_", "lgu", "{\"name\":\"p\"}")
                    .doing(
                            "POST archive",
                            "GET certificates",
                            "POST certificates/activate",
                            "POST certificates/deactivate",
                            "GET data_retention",
                            "POST data_retention",
                            "GET hosted_tool_permissions",
                            "POST hosted_tool_permissions",
                            "GET model_permissions",
                            "POST model_permissions",
                            "DELETE model_permissions",
                            "GET spend_limit",
                            "POST spend_limit",
                            "DELETE spend_limit"),
            byOthers("/organization/projects/{project}/api_keys", "organization.project.api_key", "key_", "lgd"),
            byOthers("/organization/projects/{project}/rate_limits", "project.rate_limit", "rl-gpt-4", "lu"),
            json(
                            "/organization/projects/{project}/service_accounts",
                            "organization.project.service_account",
                            "svc_acct_",
                            "lgud",
                            "{\"name\":\"s\"}")
                    .doing("POST api_keys {\"name\":\"k\"}"),
            json(
                    "/organization/projects/{project}/spend_alerts",
                    "organization.project.spend_alert",
                    "palert_",
                    "lgud",
                    "{\"threshold\":1}"),
            json("/organization/projects/{project}/users", "organization.project.user", "user-", "lgud", USER),
            json(
                    "/organization/projects/{project}/groups",
                    "organization.project.group",
                    "group_",
                    "lgd",
                    "{\"group_id\":\"${/organization/groups}\",\"role\":\"member\"}"),
            json("/projects/{project}/roles", "role", "role_", "lgud", "{\"role_name\":\"r\"}"),
            json("/projects/{project}/users/{user}/roles", "user.role", "role_", "lgd", ROLE),
            json("/projects/{project}/groups/{group}/roles", "group.role", "role_", "lgd", ROLE));

    /** Every kind that one can make, or that comes into being with another. */
    public static final List<ObjectKind> ALL =
            Stream.of(OF_MODELS, OF_ADMINISTRATION).flatMap(List::stream).toList();

    private ObjectKinds() {}

    private static ObjectKind json(String collection, String object, String prefix, String can, String example) {
        return new ObjectKind(
                collection, object, prefix, operations(can), List.of(), Optional.of(Format.JSON), example);
    }

    private static ObjectKind form(String collection, String object, String prefix, String can, String example) {
        return new ObjectKind(
                collection, object, prefix, operations(can), List.of(), Optional.of(Format.FORM), example);
    }

    private static ObjectKind byOthers(String collection, String object, String prefix, String can) {
        return new ObjectKind(collection, object, prefix, operations(can), List.of(), Optional.empty(), "{}");
    }

    /** That kind of objects. */
    public static ObjectKind of(String collection) {
        return ALL.stream()
                .filter(kind -> kind.collection().equals(collection))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Operation> operations(String letters) {
        EnumSet<Operation> all = EnumSet.noneOf(Operation.class);
        for (int i = 0; i < letters.length(); i++) {
            all.add(
                    switch (letters.charAt(i)) {
                        case 'l' -> Operation.LIST;
                        case 'g' -> Operation.GET;
                        case 'u' -> Operation.UPDATE;
                        default -> Operation.DELETE;
                    });
        }
        return all;
    }
}
