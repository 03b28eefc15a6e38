/**
 * Chooses images, and gives them other names.
 */
@NullMarked
package io.github.layerlift.select;

import org.jspecify.annotations.NullMarked;
