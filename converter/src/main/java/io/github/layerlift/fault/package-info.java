/**
 * Errors and warnings, with a stable code and a way out.
 *
 * <p>Start at {@link io.github.layerlift.fault.LayerliftException}.
 */
@NullMarked
package io.github.layerlift.fault;

import org.jspecify.annotations.NullMarked;
