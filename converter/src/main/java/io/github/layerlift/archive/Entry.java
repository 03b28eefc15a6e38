package io.github.layerlift.archive;

/**
 * One entry of an archive.
 *
 * @param name normalised: relative, with single slashes, without {@code .} and {@code ..}
 * @param link the target as it stands in the archive; empty unless this is a link
 * @param content the bytes; of size 0 unless this is a file
 */
public record Entry(String name, EntryType type, String link, Extent content) {}
