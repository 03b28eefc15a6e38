/**
 * What callers decide: limits on archives, which images are taken, how they are written.
 * Immutable values.
 */
@NullMarked
package io.github.layerlift.options;

import org.jspecify.annotations.NullMarked;
