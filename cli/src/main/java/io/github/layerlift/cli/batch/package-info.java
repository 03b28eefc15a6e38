/** The {@code batch} command: its options, its display, its reports. */
@NullMarked
package io.github.layerlift.cli.batch;

import org.jspecify.annotations.NullMarked;
