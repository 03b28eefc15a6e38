/**
 * Image IDs as Docker computes them, held against ours.
 */
@NullMarked
package io.github.layerlift.it.oracle;

import org.jspecify.annotations.NullMarked;
