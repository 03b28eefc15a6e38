/**
 * Names and text from archives: paths are normalised, and everything is made safe to print and to paste.
 */
@NullMarked
package io.github.layerlift.text;

import org.jspecify.annotations.NullMarked;
