/**
 * {@code push} to Debian's {@code docker-registry}, which {@link io.github.layerlift.it.push.RegistryServer} starts on this
 * computer, with whatever demands a login and with whatever goes wrong.
 */
@NullMarked
package io.github.layerlift.it.push;

import org.jspecify.annotations.NullMarked;
