import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.nio.file.Path;
import java.util.List;

/** Writes the archive {@code args[1]}: an image of the folder {@code args[0]}, made by jib from scratch. */
class Jib {
  public static void main(String[] args) throws Exception {
    AbsoluteUnixPath notes = AbsoluteUnixPath.get("/notes");
    Path folder = Path.of(args[0]);
    com.google.cloud.tools.jib.api.Jib.fromScratch()
        .addLayer(List.of(folder.resolve("base.txt")), notes)
        .addLayer(List.of(folder.resolve("one.txt")), notes)
        .addEnvironmentVariable("NAME", "jib")
        .addLabel("org.opencontainers.image.title", "jib")
        .setEntrypoint("/bin/none")
        .containerize(
            Containerizer.to(TarImage.at(Path.of(args[1])).named("layerlift/jib:1.0"))
                .withAdditionalTag("latest")
                .setOfflineMode(true));
  }
}
