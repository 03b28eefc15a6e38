package io.github.layerlift.select;

/**
 * Where images come from, before they are changed: those of several archives follow one another.
 *
 * @param archive its name
 * @param images how many are from it
 */
public record Origin(String archive, int images) {}
