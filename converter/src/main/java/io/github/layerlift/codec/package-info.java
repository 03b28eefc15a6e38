/**
 * Packs layers, and unpacks compressed data, under limits.
 *
 * <p>{@link io.github.layerlift.codec.Decoder} is the entry point.
 */
@NullMarked
package io.github.layerlift.codec;

import org.jspecify.annotations.NullMarked;
