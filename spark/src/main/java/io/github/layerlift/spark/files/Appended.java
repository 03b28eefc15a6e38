package io.github.layerlift.spark.files;

import java.util.AbstractList;
import java.util.List;

/** The names of a folder with one more, which share them: there may be a million files. */
final class Appended extends AbstractList<String> {
  private final List<String> folder;
  private final String last;

  Appended(List<String> folder, String last) {
    this.folder = folder;
    this.last = last;
  }

  @Override
  public String get(int index) {
    return index == folder.size() ? last : folder.get(index);
  }

  @Override
  public int size() {
    return folder.size() + 1;
  }
}
