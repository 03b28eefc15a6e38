package io.github.layerlift.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one task has to do.
 *
 * @param number of the archive in this run
 * @param item the {@code BatchItem}, as bytes
 * @param record the line of the ledger about the output to compare; null if it isn't to be compared
 */
record Errand(int number, byte[] item, @Nullable String record) implements Serializable {}
