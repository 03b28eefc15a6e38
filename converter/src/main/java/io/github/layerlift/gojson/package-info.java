/**
 * What Go's {@code encoding/json} and {@code time} do to a document that Docker's loader reads and
 * writes again, as far as image IDs depend on it. Tests compare it with Docker 20.10.
 */
@NullMarked
package io.github.layerlift.gojson;

import org.jspecify.annotations.NullMarked;
