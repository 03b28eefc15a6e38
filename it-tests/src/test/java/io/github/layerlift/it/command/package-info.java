/**
 * Each command as its users call it.
 */
@NullMarked
package io.github.layerlift.it.command;

import org.jspecify.annotations.NullMarked;
