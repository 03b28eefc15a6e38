package io.github.layerlift.image;

/**
 * What the bytes of an extent turned out to be.
 *
 * @param blob the digest of the bytes as they are stored
 * @param diffId the digest of the unpacked bytes; the same as {@code blob} for plain ones
 */
public record Hashed(Digest blob, Digest diffId) {}
