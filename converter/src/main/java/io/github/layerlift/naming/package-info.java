/**
 * Makes the names of output files from templates.
 *
 * <p>{@link io.github.layerlift.naming.Template} is the entry point.
 */
@NullMarked
package io.github.layerlift.naming;

import org.jspecify.annotations.NullMarked;
