/** Numbers, tables and JSON as text. */
@NullMarked
package io.github.layerlift.cli.text;

import org.jspecify.annotations.NullMarked;
