/** What a program may provide to the library as a service. */
@NullMarked
package io.github.layerlift.spi;

import org.jspecify.annotations.NullMarked;
