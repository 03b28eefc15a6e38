/** Shows progress. */
@NullMarked
package io.github.layerlift.cli.progress;

import org.jspecify.annotations.NullMarked;
