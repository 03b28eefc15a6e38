/**
 * Names and words that come from archives: paths made plain, and all made safe to print and to paste.
 */
@NullMarked
package io.github.layerlift.text;

import org.jspecify.annotations.NullMarked;
