/**
 * The file system of an image, in memory: layers merged as an engine would, every link resolved in
 * the tree and never on a file system. Reads layers; writes nothing.
 *
 * <p>{@link io.github.layerlift.tree.ImageTree} is the entry point.
 */
@NullMarked
package io.github.layerlift.tree;

import org.jspecify.annotations.NullMarked;
