/**
 * Packs layers, and unpacks what is compressed, under limits.
 *
 * <p>{@link io.github.layerlift.codec.Decoder} is the door.
 */
@NullMarked
package io.github.layerlift.codec;

import org.jspecify.annotations.NullMarked;
