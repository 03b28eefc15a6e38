/**
 * Archives that were copied, cut, joined or packed again between the tool that wrote them and their conversion: nothing
 * of an image may be lost without a word.
 */
@NullMarked
package io.github.layerlift.it.transfer;

import org.jspecify.annotations.NullMarked;
