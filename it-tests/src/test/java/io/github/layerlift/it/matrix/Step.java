package io.github.layerlift.it.matrix;

/** What is tried with an archive and an engine, in this order. */
enum Step {
  LEGACY("the archive as it was loads"),
  LOAD("what Layerlift made of it loads"),
  IDS("the image IDs are those that the conversion told"),
  NAMES("each name is there, upon the right image"),
  CONFIG("the engine tells the config's platform, command, environment, labels, layers and so on"),
  SAME("the engine tells the same of both archives, field by field"),
  RUN("a container runs"),
  SAVE(
      "the engine saves the images again; converted once more, they have the same IDs, layers and names"),
  PULL("pushed to a registry with skopeo and pulled from there, the image has the same ID");

  private final String meaning;

  Step(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }
}
