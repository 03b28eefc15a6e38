/**
 * Turns legacy container image archives into OCI image layouts.
 *
 * <p>{@link io.github.layerlift.Converter} does it, {@link io.github.layerlift.ConvertOptions} says
 * how, {@link io.github.layerlift.ConversionReport} tells what came out.
 */
@NullMarked
package io.github.layerlift;

import org.jspecify.annotations.NullMarked;
