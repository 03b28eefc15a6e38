package io.github.layerlift.dialect;

import io.github.layerlift.image.LayerContent.Stored;

/**
 * One layer folder of a v1 archive; only what is needed of it is kept, since there may be thousands.
 *
 * @param id the folder's name, which is what counts; an {@code id} in its json is not looked at
 * @param parent the ID of the layer below; empty for a base layer
 * @param history its item in the history of an image's config
 */
record V1Layer(String id, String parent, String history, Stored content) {}
