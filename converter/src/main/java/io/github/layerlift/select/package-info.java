/**
 * Makes the changes that callers ask for: chooses images, and gives them other names.
 *
 * <p>{@link io.github.layerlift.select.Changes} is the entry point.
 */
@NullMarked
package io.github.layerlift.select;

import org.jspecify.annotations.NullMarked;
