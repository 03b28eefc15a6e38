/** The {@code extract} command. */
@NullMarked
package io.github.layerlift.cli.extract;

import org.jspecify.annotations.NullMarked;
