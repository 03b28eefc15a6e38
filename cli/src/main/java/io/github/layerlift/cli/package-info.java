/** The command line: one class for each command, each a parse, a call of the library, a print. */
@NullMarked
package io.github.layerlift.cli;

import org.jspecify.annotations.NullMarked;
