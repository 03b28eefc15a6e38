/** The frame of HTML pages: one file each, which needs no network and runs no script but its own. */
@NullMarked
package io.github.layerlift.cli.page;

import org.jspecify.annotations.NullMarked;
