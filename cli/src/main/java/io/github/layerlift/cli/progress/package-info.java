/** Shows how far the work is. */
@NullMarked
package io.github.layerlift.cli.progress;

import org.jspecify.annotations.NullMarked;
