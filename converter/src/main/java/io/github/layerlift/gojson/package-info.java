/**
 * What Go's {@code encoding/json} and {@code time} do to a document that Docker's loader reads and
 * writes again, so far as image IDs depend on it. Held against Docker 20.10 by tests.
 */
@NullMarked
package io.github.layerlift.gojson;

import org.jspecify.annotations.NullMarked;
