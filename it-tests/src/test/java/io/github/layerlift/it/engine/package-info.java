/**
 * Container engines, each a small driver behind {@link io.github.layerlift.it.engine.Engine}.
 *
 * <p>Each runs in a {@link io.github.layerlift.it.engine.Machine} of its own, so that it neither sees nor
 * disturbs what else is on this computer. To add one: a class that implements {@code Engine}, and a line in
 * {@link io.github.layerlift.it.engine.Engines}.
 */
package io.github.layerlift.it.engine;
