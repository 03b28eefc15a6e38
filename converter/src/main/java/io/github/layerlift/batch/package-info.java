/**
 * What a batch knows besides converting: which archives there are, what their outputs are called,
 * which share of them is a machine's, and which are done already.
 */
@NullMarked
package io.github.layerlift.batch;

import org.jspecify.annotations.NullMarked;
