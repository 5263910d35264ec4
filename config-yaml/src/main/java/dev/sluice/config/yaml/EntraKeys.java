package dev.sluice.config.yaml;

import static dev.sluice.config.yaml.KnownKey.own;
import static dev.sluice.config.yaml.KnownKey.supported;
import static dev.sluice.config.yaml.KnownKey.unsupported;

import java.util.List;

/** The keys of {@code litellm_params} that prove to Azure who calls, where no {@code api_key} does. */
final class EntraKeys {
    static final String TOKEN = "azure_ad_token";
    static final String TENANT = "tenant_id";
    static final String CLIENT = "client_id";
    static final String SECRET = "client_secret";
    static final String SCOPE = "azure_scope";
    static final String AUTHORITY = "azure_authority_host";

    /** Every key that is read. */
    static final List<String> READ = List.of(TOKEN, TENANT, CLIENT, SECRET, SCOPE, AUTHORITY);

    private static final String NO_PASSWORDS =
            "Entra tokens are got by tenant_id, client_id and client_secret, not by the password of a user";

    static final List<KnownKey> KEYS = List.of(
            supported(TOKEN, "secret", "azure: `AZURE_AD_TOKEN`", "An Entra token, sent as it is and never renewed"),
            supported(
                    TENANT,
                    "secret",
                    "azure: `AZURE_TENANT_ID`",
                    "The directory; with the next two the gateway gets Entra tokens and renews them before they expire"),
            supported(CLIENT, "secret", "azure: `AZURE_CLIENT_ID`", "The application's id"),
            supported(SECRET, "secret", "azure: `AZURE_CLIENT_SECRET`", "The application's secret"),
            supported(
                    SCOPE,
                    "string",
                    "azure: `AZURE_SCOPE`, else `https://cognitiveservices.azure.com/.default`",
                    "What the tokens are for; for a Foundry project the default is `https://ai.azure.com/.default`"),
            own(
                    AUTHORITY,
                    "host or http(s) URL",
                    "azure: `AZURE_AUTHORITY_HOST`, else `https://login.microsoftonline.com`",
                    "Where Entra is; national clouds have their own"),
            unsupported(
                    "azure_ad_token_provider",
                    "Python hooks cannot be loaded; write " + TENANT + ", " + CLIENT + " and " + SECRET),
            unsupported("azure_username", NO_PASSWORDS),
            unsupported("azure_password", NO_PASSWORDS));

    private EntraKeys() {}
}
