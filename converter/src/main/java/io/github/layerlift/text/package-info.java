/**
 * Names and words that come from archives, made safe to print and to paste.
 */
@NullMarked
package io.github.layerlift.text;

import org.jspecify.annotations.NullMarked;
