/**
 * The kinds of files in an image.
 */
@NullMarked
package io.github.layerlift.file;

import org.jspecify.annotations.NullMarked;
