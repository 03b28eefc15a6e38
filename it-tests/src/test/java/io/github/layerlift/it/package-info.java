/**
 * Converts archives with the real program and hands them to real engines.
 *
 * <p>Nothing here uses the converter's classes: its output is read by the engines, by
 * {@link io.github.layerlift.it.machine.OutputCheck} and by eye.
 */
package io.github.layerlift.it;
