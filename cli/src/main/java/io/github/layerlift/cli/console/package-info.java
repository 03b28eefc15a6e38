/** The terminal and the standard streams. */
@NullMarked
package io.github.layerlift.cli.console;

import org.jspecify.annotations.NullMarked;
