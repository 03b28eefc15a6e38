/**
 * Converts archives with the real program and hands them to real engines.
 *
 * <p>Each room says what is in it. The program is run as its users run it, except where a test asks the library for
 * what the program does not print; what it wrote is read by the engines, by {@link
 * io.github.layerlift.it.machine.OutputCheck} and by eye.
 */
package io.github.layerlift.it;
