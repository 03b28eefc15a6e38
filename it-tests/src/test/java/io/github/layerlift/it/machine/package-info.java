/**
 * What the tests are built on: the checkout, its commands, archives and files.
 */
@NullMarked
package io.github.layerlift.it.machine;

import org.jspecify.annotations.NullMarked;
