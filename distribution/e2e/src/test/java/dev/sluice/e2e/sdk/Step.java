package dev.sluice.e2e.sdk;

import com.openai.client.OpenAIClient;

/** One thing that a user does; makes what it needs and removes nothing that another step needs. */
record Step(String name, Action action) {
    /** What is done with the client. */
    interface Action {
        void with(OpenAIClient client) throws Exception;
    }
}
