/**
 * Container engines, each with one driver behind {@link io.github.layerlift.it.engine.Engine}: {@link
 * io.github.layerlift.it.engine.Docker}, {@link io.github.layerlift.it.engine.Podman} and their like, for whatever a
 * test wants of them.
 *
 * <p>A driver runs the programs of its {@link io.github.layerlift.it.engine.Place}: this computer, or a {@link
 * io.github.layerlift.it.engine.Machine} of its own, which neither sees nor disturbs what else is on this computer.
 * To add one: a class that implements {@code Engine}, and a line in {@link io.github.layerlift.it.engine.Engines}.
 */
@NullMarked
package io.github.layerlift.it.engine;

import org.jspecify.annotations.NullMarked;
