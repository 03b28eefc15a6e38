/** A batch on Spark: the driver plans and reports, executors convert an archive in each task. */
@NullMarked
package io.github.layerlift.spark;

import org.jspecify.annotations.NullMarked;
