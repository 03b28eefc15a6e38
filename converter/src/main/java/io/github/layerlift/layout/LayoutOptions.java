package io.github.layerlift.layout;

/**
 * What of the layout is written.
 *
 * @param manifestJson whether {@code manifest.json} is, which Docker's classic store reads
 * @param repositories whether {@code repositories} is
 * @param platformInIndex whether descriptors in {@code index.json} carry the platform
 */
public record LayoutOptions(boolean manifestJson, boolean repositories, boolean platformInIndex) {}
