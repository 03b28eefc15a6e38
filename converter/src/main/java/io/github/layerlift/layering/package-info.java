/**
 * Layers made out of layers. Each is a recipe, whose bytes are computed when they are read; nothing is
 * written anywhere.
 *
 * <p>{@link io.github.layerlift.layering.Squash}, {@link io.github.layerlift.layering.Purge} and
 * {@link io.github.layerlift.layering.Clamp} are the entry points.
 */
@NullMarked
package io.github.layerlift.layering;

import org.jspecify.annotations.NullMarked;
