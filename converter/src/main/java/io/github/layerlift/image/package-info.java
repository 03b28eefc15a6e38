/**
 * The values that an archive turns into: images, layers, references, digests. Immutable, and
 * independent of files and JSON.
 */
@NullMarked
package io.github.layerlift.image;

import org.jspecify.annotations.NullMarked;
