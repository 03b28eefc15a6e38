package io.github.layerlift;

import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes files out of images, without converting them. Stateless, and safe for several threads. */
public final class Extractor {
  private Extractor() {}

  /**
   * Writes files of an image, its layers merged, to {@code destination}. Nothing is ever written
   * outside of it.
   *
   * @return what was written
   * @throws LayerliftException if it can't be done, with the reason; a folder is then as it was
   *     before, but for a failure while a finished tree is moved into one that has something in it
   */
  public static ExtractReport extract(Input input, Destination destination, ExtractOptions options)
      throws LayerliftException {
    try {
      return new Extraction(input, options).extract(destination);
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Conversion.unexpected(e);
    }
  }

  /**
   * Hands each file of an image to {@code each}: a folder before what is in it, sorted by name.
   *
   * @return what was listed
   * @throws LayerliftException if it can't be done, with the reason
   */
  public static ExtractReport list(Input input, ExtractOptions options, Consumer<FileEntry> each)
      throws LayerliftException {
    try {
      return new Extraction(input, options).list(each);
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Conversion.unexpected(e);
    }
  }
}
