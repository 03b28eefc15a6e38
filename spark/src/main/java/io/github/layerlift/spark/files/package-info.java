/** Whatever Hadoop can read, as a file system of {@code java.nio} that is only read. */
@NullMarked
package io.github.layerlift.spark.files;

import org.jspecify.annotations.NullMarked;
