package dev.sluice.testkit.fake.kind;

import dev.sluice.testkit.fake.kind.ObjectKind.Format;
import dev.sluice.testkit.fake.kind.ObjectKind.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of objects of OpenAI's API, parents before their children. */
public final class ObjectKinds {
    /** Every kind that one can make, or that comes into being with another. */
    public static final List<ObjectKind> ALL = List.of(
            form("/files", "file", "file-", "lgd", "{\"purpose\":\"batch\"}"),
            json("/assistants", "assistant", "asst_", "lgud", "{\"model\":\"gpt-4\",\"instructions\":\"be brief\"}"),
            json("/threads", "thread", "thread_", "gud", "{}"),
            json(
                    "/threads/{thread}/messages",
                    "thread.message",
                    "msg_",
                    "lgud",
                    "{\"role\":\"user\",\"content\":\"hello\"}"),
            json("/threads/{thread}/runs", "thread.run", "run_", "lgu", "{\"assistant_id\":\"${/assistants}\"}"),
            byOthers("/threads/{thread}/runs/{run}/steps", "thread.run.step", "step_", "lg"),
            json("/responses", "response", "resp_", "gd", "{\"model\":\"gpt-4\",\"input\":\"hello\"}"),
            json(
                    "/chat/completions",
                    "chat.completion",
                    "chatcmpl-",
                    "lgud",
                    "{\"model\":\"gpt-4\",\"store\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"),
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
                    "{\"input_file_id\":\"${/files}\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}"),
            json(
                    "/fine_tuning/jobs",
                    "fine_tuning.job",
                    "ftjob-",
                    "lg",
                    "{\"model\":\"gpt-4\",\"training_file\":\"${/files}\"}"),
            json("/vector_stores", "vector_store", "vs_", "lgud", "{\"file_ids\":[\"${/files}\"]}"),
            json("/vector_stores/{store}/files", "vector_store.file", "file-", "lgd", "{\"file_id\":\"${/files}\"}"),
            json(
                    "/vector_stores/{store}/file_batches",
                    "vector_store.file_batch",
                    "vsfb_",
                    "g",
                    "{\"file_ids\":[\"${/files}\"]}"),
            json(
                    "/uploads",
                    "upload",
                    "upload_",
                    "",
                    "{\"purpose\":\"batch\",\"filename\":\"a.jsonl\",\"bytes\":3,\"mime_type\":\"text/jsonl\"}"),
            form("/uploads/{upload}/parts", "upload.part", "part_", "", "{}"),
            json("/containers", "container", "cntr_", "lgd", "{\"name\":\"box\",\"file_ids\":[\"${/files}\"]}"),
            form("/containers/{container}/files", "container.file", "cfile_", "lgd", "{}"),
            json("/evals", "eval", "eval_", "lgud", "{\"name\":\"exam\"}"),
            json(
                    "/evals/{eval}/runs",
                    "eval.run",
                    "evalrun_",
                    "lgd",
                    "{\"data_source\":{\"type\":\"jsonl\",\"source\":{\"type\":\"file_id\",\"id\":\"${/files}\"}}}"),
            form("/videos", "video", "video_", "lgd", "{\"model\":\"gpt-4\",\"prompt\":\"a hat\"}"),
            form("/videos/characters", "video.character", "char_", "g", "{\"name\":\"hatter\"}"),
            form("/skills", "skill", "skill_", "lgud", "{}"),
            form("/skills/{skill}/versions", "skill.version", "skillver_", "lgd", "{}"),
            form(
                    "/audio/voice_consents",
                    "audio.voice_consent",
                    "cons_",
                    "lgud",
                    "{\"name\":\"me\",\"language\":\"en\"}"),
            json(
                    "/chatkit/sessions",
                    "chatkit.session",
                    "cksess_",
                    "",
                    "{\"user\":\"u\",\"workflow\":{\"id\":\"wf_1\"}}"),
            json("/organization/admin_api_keys", "organization.admin_api_key", "key_", "lgd", "{\"name\":\"k\"}"),
            json("/organization/certificates", "certificate", "cert_", "lgud", "{\"certificate\":\"pem\"}"),
            json("/organization/groups", "group", "group_", "lgud", "{\"name\":\"g\"}"),
            json("/organization/invites", "organization.invite", "invite-", "lgd", "{\"email\":\"a@b.test\"}"),
            json("/organization/roles", "role", "role_", "lgud", "{\"role_name\":\"r\"}"),
            json("/organization/spend_alerts", "organization.spend_alert", "alert_", "lgud", "{\"threshold\":1}"),
            json("/organization/projects", "organization.project", "proj_", "lgu", "{\"name\":\"p\"}"),
            json(
                    "/organization/projects/{project}/service_accounts",
                    "organization.project.service_account",
                    "svc_acct_",
                    "lgud",
                    "{\"name\":\"s\"}"),
            json(
                    "/organization/projects/{project}/spend_alerts",
                    "organization.project.spend_alert",
                    "palert_",
                    "lgud",
                    "{\"threshold\":1}"));

    private ObjectKinds() {}

    private static ObjectKind json(String collection, String object, String prefix, String can, String example) {
        return new ObjectKind(collection, object, prefix, operations(can), Optional.of(Format.JSON), example);
    }

    private static ObjectKind form(String collection, String object, String prefix, String can, String example) {
        return new ObjectKind(collection, object, prefix, operations(can), Optional.of(Format.FORM), example);
    }

    private static ObjectKind byOthers(String collection, String object, String prefix, String can) {
        return new ObjectKind(collection, object, prefix, operations(can), Optional.empty(), "{}");
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
