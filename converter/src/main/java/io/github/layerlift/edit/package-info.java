/**
 * Edits images: their names, their configs, and the stacks of their layers.
 *
 * <p>{@link io.github.layerlift.edit.Edits} is the entry point.
 */
@NullMarked
package io.github.layerlift.edit;

import org.jspecify.annotations.NullMarked;
