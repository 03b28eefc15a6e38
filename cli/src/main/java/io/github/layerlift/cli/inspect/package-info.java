/** The {@code inspect} command. */
@NullMarked
package io.github.layerlift.cli.inspect;

import org.jspecify.annotations.NullMarked;
