/** The {@code diff} command. */
@NullMarked
package io.github.layerlift.cli.diff;

import org.jspecify.annotations.NullMarked;
