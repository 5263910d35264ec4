package dev.sluice.core.routing;

/**
 * Where an object lives, and whose it is.
 *
 * @param account the id of the account, see {@link AccountIds}; 1 to 64 characters of ASCII
 * @param owner the name of the principal that made it or first used it
 */
public record Home(String account, String owner) {}
