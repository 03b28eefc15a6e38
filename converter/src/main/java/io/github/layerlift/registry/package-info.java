/**
 * Speaks the protocol of the <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution
 * specification</a>.
 *
 * <p>{@link io.github.layerlift.registry.Registries} is the entry point.
 */
@NullMarked
package io.github.layerlift.registry;

import org.jspecify.annotations.NullMarked;
