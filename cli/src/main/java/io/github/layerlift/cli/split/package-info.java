/** The {@code split} command. */
@NullMarked
package io.github.layerlift.cli.split;

import org.jspecify.annotations.NullMarked;
