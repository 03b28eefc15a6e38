/**
 * Where archives are and where results go: files, folders and streams.
 */
@NullMarked
package io.github.layerlift.location;

import org.jspecify.annotations.NullMarked;
