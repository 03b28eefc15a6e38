/**
 * Progress of running work, and requests to stop it.
 */
@NullMarked
package io.github.layerlift.progress;

import org.jspecify.annotations.NullMarked;
