/**
 * One conversion, from the opened archive to the finished layout.
 *
 * <p>{@link io.github.layerlift.convert.Conversion} is the entry point.
 */
@NullMarked
package io.github.layerlift.convert;

import org.jspecify.annotations.NullMarked;
