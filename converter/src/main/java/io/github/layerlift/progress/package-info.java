/**
 * How far the work is, and the request to stop it.
 */
@NullMarked
package io.github.layerlift.progress;

import org.jspecify.annotations.NullMarked;
