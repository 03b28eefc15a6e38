/**
 * The values that an archive turns into: images, layers, references, digests. Immutable, and
 * without knowledge of files or JSON.
 */
@NullMarked
package io.github.layerlift.image;

import org.jspecify.annotations.NullMarked;
