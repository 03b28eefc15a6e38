/**
 * What the tests stand on: the checkout, its commands, archives and files.
 */
@NullMarked
package io.github.layerlift.it.machine;

import org.jspecify.annotations.NullMarked;
