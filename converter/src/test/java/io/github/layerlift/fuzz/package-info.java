/**
 * Every room that reads bytes from outside, as a target for a fuzzer.
 * {@link io.github.layerlift.fuzz.FuzzTarget} lists them; the usual tests feed each its seeds,
 * {@code make fuzz} has Jazzer search for more.
 */
@NullMarked
package io.github.layerlift.fuzz;

import org.jspecify.annotations.NullMarked;
