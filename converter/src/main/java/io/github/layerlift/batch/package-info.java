/**
 * Everything about a batch except converting: which archives there are, the names of their outputs,
 * which share a machine takes, and which are already done.
 */
@NullMarked
package io.github.layerlift.batch;

import org.jspecify.annotations.NullMarked;
