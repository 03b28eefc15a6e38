package io.github.layerlift.batch;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Reference;
import io.github.layerlift.naming.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names of outputs: {@code {stem}} is the input's name without {@code .tar} or {@code .tar.gz},
 * {@code {name}} the whole name, {@code {path}} its folder relative to the source, {@code {repo}}
 * and {@code {tag}} are those of its first image. Slashes separate folders.
 */
public final class NameTemplate {
  private static final List<String> FIELDS = List.of("stem", "name", "path", "repo", "tag");

  private final Template template;

  private NameTemplate(Template template) {
    this.template = template;
  }

  /**
   * Reads {@code text}.
   *
   * @throws io.github.layerlift.fault.UsageException if it has unknown fields, or leads out of the folder
   */
  public static NameTemplate parse(String text) throws LayerliftException {
    return new NameTemplate(Template.parse(text, FIELDS));
  }

  /** Whether an archive must be read before its output can be named. */
  public boolean needsReference() {
    return template.has("repo") || template.has("tag");
  }

  /**
   * The output's name for {@code input}.
   *
   * @param reference of the first image; null if there is none
   * @throws io.github.layerlift.fault.StorageException if this input's name leads to a name that no
   *     output can have
   */
  String name(Found.Archive input, @Nullable String reference) throws LayerliftException {
    Optional<Reference> image = Optional.ofNullable(reference)
        .or(() -> input.image().flatMap(Found.Image::reference))
        .flatMap(Reference::parse);
    String file = input
        .image()
        .map(each -> image.map(Template::image).orElse(each.name().replaceAll("[/:]", "_")))
        .orElse(Template.fileName(input.name()));
    String stem = Template.stem(file);
    String name = template.filled(Map.of(
        "stem",
        stem,
        "name",
        file,
        "path",
        input.folder(),
        "repo",
        image.map(Template::repo).orElse(stem),
        "tag",
        image.map(Reference::tag).orElse("untagged")));
    return Template.fit(name).orElseThrow(() -> unfit(input, name));
  }

  private LayerliftException unfit(Found.Archive input, String name) {
    return Fault.of(
            ErrorCode.TARGET_UNWRITABLE,
            input.path() + " can't be converted to \"" + name + "\", which is what \"" + template
                + "\" makes of its name")
        .hint(WayOut.of("")
            .set(Setting.BATCH_NAME, "'oci-{stem}.tar'")
            .then(" gives it a valid file name"))
        .exception();
  }
}
