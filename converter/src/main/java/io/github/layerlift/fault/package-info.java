/**
 * Errors and warnings, with a stable code and a way out.
 *
 * <p>Errors start at {@link io.github.layerlift.fault.Fault}, warnings at {@link
 * io.github.layerlift.fault.Warnings}.
 */
@NullMarked
package io.github.layerlift.fault;

import org.jspecify.annotations.NullMarked;
