/**
 * The documents of an OCI image layout and of Docker's manifest beside it, as bytes; knows neither
 * tar nor files.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image
 *     layout</a>
 */
@NullMarked
package io.github.layerlift.layout;

import org.jspecify.annotations.NullMarked;
