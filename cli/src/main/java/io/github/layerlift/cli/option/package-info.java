/** Options that several commands share, and how their help is laid out. */
@NullMarked
package io.github.layerlift.cli.option;

import org.jspecify.annotations.NullMarked;
