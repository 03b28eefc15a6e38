/**
 * Each command as its users call it, beside the programs that they use it with.
 */
@NullMarked
package io.github.layerlift.it.command;

import org.jspecify.annotations.NullMarked;
