package io.github.layerlift.layout;

/**
 * Which optional parts of the layout are written.
 *
 * @param manifestJson whether {@code manifest.json} is written, which Docker's classic store reads
 * @param repositories whether {@code repositories} is written
 * @param platformInIndex whether descriptors in {@code index.json} carry the platform
 */
public record LayoutOptions(boolean manifestJson, boolean repositories, boolean platformInIndex) {}
