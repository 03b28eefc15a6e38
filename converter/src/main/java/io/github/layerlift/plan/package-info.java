/**
 * Decides what is written where before a byte is poured: which layers are one and the same, in
 * which order they stand, at which offset. Reads and hashes nothing.
 */
@NullMarked
package io.github.layerlift.plan;

import org.jspecify.annotations.NullMarked;
