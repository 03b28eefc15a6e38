/** {@code push}: brings images to a registry. */
@NullMarked
package io.github.layerlift.cli.push;

import org.jspecify.annotations.NullMarked;
