/** Reports for machines, and the files that they go to. */
@NullMarked
package io.github.layerlift.cli.report;

import org.jspecify.annotations.NullMarked;
