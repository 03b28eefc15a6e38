/**
 * Reads tar: headers, PAX and GNU extensions, sparse files, the end mark; knows nothing of images.
 */
@NullMarked
package io.github.layerlift.tar;

import org.jspecify.annotations.NullMarked;
