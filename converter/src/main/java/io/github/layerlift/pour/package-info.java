/**
 * Moves the bytes of layers: one read, one hash, one write for each, on as many threads as there
 * are; independent of JSON.
 */
@NullMarked
package io.github.layerlift.pour;

import org.jspecify.annotations.NullMarked;
