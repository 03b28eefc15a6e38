/** Reports of batches, joined, as a page about a whole shelf. */
@NullMarked
package io.github.layerlift.cli.shelf;

import org.jspecify.annotations.NullMarked;
