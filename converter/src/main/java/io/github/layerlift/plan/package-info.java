/**
 * Decides what is written where before a byte is poured: which layers are the same, in which order
 * they are, at which offset. Reads and hashes nothing.
 */
@NullMarked
package io.github.layerlift.plan;

import org.jspecify.annotations.NullMarked;
