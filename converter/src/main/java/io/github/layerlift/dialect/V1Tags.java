package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.BadName;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which layers of a v1 archive are images, and their names. */
final class V1Tags {
  private final Archive archive;
  private final V1Folders folders;
  private final Context context;
  private final Map<String, List<Reference>> tags = new LinkedHashMap<>();

  V1Tags(Archive archive, V1Folders folders, Context context) {
    this.archive = archive;
    this.folders = folders;
    this.context = context;
  }

  /** Names by layer ID: those in {@code repositories}; without it, the folders' own. */
  Map<String, List<Reference>> byId() throws LayerliftException {
    Optional<Extent> file = archive.find(V1Archive.REPOSITORIES);
    if (file.isPresent()) {
      JsonFields names = context.json().read(file.get());
      for (Map.Entry<String, JsonFields> name : members(names).entrySet()) {
        addTags(name.getKey(), name.getValue());
      }
    } else {
      for (Map.Entry<String, String> folder : folders.named().entrySet()) {
        add(folder.getKey(), folder.getKey(), folder.getValue());
      }
    }
    return tags;
  }

  /** To Docker, {@code null} is an object without members. */
  private static Map<String, JsonFields> members(JsonFields view) throws LayerliftException {
    return view.isNull() ? Map.of() : view.members();
  }

  private void addTags(String name, JsonFields ids) throws LayerliftException {
    for (Map.Entry<String, JsonFields> tag : members(ids).entrySet()) {
      String id = folders.id(tag.getValue().text());
      if (tag.getKey().startsWith("sha256:")) {
        tags.computeIfAbsent(id, any -> new ArrayList<>());
        context.warn(
            WarningCode.DIGEST_TAG,
            "\"" + name + "@" + tag.getKey() + "\" is not a tag and was left out",
            Tags.name(new BadName(name).better()));
      } else {
        add(name + ":" + tag.getKey(), V1Archive.REPOSITORIES, id);
      }
    }
  }

  private void add(String name, String entry, String id) {
    tags.computeIfAbsent(id, any -> new ArrayList<>())
        .addAll(Tags.parse(name, entry, "", context.warnings()).stream().toList());
  }

  /** A folder that isn't named by its layer's ID has an image's name, which may be lost. */
  static void warnOfFolder(V1Layer top, List<Reference> tags, Warnings warnings) {
    String folder = top.folder();
    boolean hasTag = folder.lastIndexOf(':') > folder.lastIndexOf('/');
    boolean lost = !top.id().startsWith(folder.toLowerCase(Locale.ROOT))
        && (tags.isEmpty() || hasTag)
        && Reference.parse(folder).filter(name -> !tags.contains(name)).isPresent();
    if (lost) {
      warnings.add(
          WarningCode.FOLDER_NAME,
          "the folder \"" + folder + "\" may be the name of the image in it, but the archive"
              + " has another name for it or none",
          WayOut.of("").set(Setting.CONVERT_TAGS, folder).then(" gives it this name"));
    }
  }
}
