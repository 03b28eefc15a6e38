/**
 * What callers decide: how much of an archive is believed, which images are taken, how they are written.
 * Immutable values.
 */
@NullMarked
package io.github.layerlift.options;

import org.jspecify.annotations.NullMarked;
