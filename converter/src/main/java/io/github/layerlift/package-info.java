/**
 * Converts old archives of container images to OCI image layouts.
 *
 * <p>{@link io.github.layerlift.Converter} converts one archive, {@link io.github.layerlift.Batch}
 * many; the others read archives without converting them.
 */
@NullMarked
package io.github.layerlift;

import org.jspecify.annotations.NullMarked;
