package io.github.layerlift.cli.shelf;

/**
 * A layer as it is stored.
 *
 * @param digest of its blob
 * @param size of its blob, in bytes
 */
record Layer(String digest, long size) {}
