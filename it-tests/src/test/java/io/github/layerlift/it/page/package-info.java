/** Pages that the program writes, in a real browser. */
@NullMarked
package io.github.layerlift.it.page;

import org.jspecify.annotations.NullMarked;
