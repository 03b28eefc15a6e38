/**
 * Opens what the user names: a file, a folder or a stream, packed or plain.
 *
 * <p>{@link io.github.layerlift.input.OpenedInput} is the entry point.
 */
@NullMarked
package io.github.layerlift.input;

import org.jspecify.annotations.NullMarked;
