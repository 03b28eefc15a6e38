/**
 * Finds the credentials that Docker and podman have stored, or that their helper programs know.
 *
 * <p>{@link io.github.layerlift.credentials.StoredCredentials} is the entry point.
 */
@NullMarked
package io.github.layerlift.credentials;

import org.jspecify.annotations.NullMarked;
