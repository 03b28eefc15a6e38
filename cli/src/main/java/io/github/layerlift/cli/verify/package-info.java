/** The {@code verify} command, and the check by a Docker daemon. */
@NullMarked
package io.github.layerlift.cli.verify;

import org.jspecify.annotations.NullMarked;
