package io.github.layerlift.dialect;

import io.github.layerlift.image.LayerContent.Stored;

/**
 * One layer folder of a v1 archive; only what is needed is kept, since there may be thousands.
 *
 * @param id the folder's name if that is an ID, whatever {@code id} its json has; otherwise the json's
 * @param folder its name in the archive
 * @param parent the ID of the layer below; empty for a base layer
 * @param history its item in the history of an image's config
 */
record V1Layer(String id, String folder, String parent, String history, Stored content) {}
