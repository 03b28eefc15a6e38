/**
 * What files in an image are.
 */
@NullMarked
package io.github.layerlift.file;

import org.jspecify.annotations.NullMarked;
