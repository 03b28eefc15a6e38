package io.github.layerlift.registry;

/**
 * A manifest was stored.
 *
 * @param subjectKnown whether the registry has listed it as a referrer of its subject; if not, and
 *     if it has one, the client keeps the list
 */
public record Put(boolean subjectKnown) {}
