/** Completion scripts and manual pages, made at build time from the commands themselves. */
@NullMarked
package io.github.layerlift.cli.shell;

import org.jspecify.annotations.NullMarked;
