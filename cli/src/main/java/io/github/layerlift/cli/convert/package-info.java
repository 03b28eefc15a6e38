/** The {@code convert} command. */
@NullMarked
package io.github.layerlift.cli.convert;

import org.jspecify.annotations.NullMarked;
