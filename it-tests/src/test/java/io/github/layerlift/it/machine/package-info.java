/**
 * What all tests are built on: the checkout and its samples, commands and mounts, archives that are made for a test, and
 * checks of what the program wrote.
 */
@NullMarked
package io.github.layerlift.it.machine;

import org.jspecify.annotations.NullMarked;
