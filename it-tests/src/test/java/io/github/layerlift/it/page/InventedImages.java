package io.github.layerlift.it.page;

import io.github.layerlift.it.machine.CraftedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Two versions of an image that never was, always the same ones. */
final class InventedImages {
  private static final int LIBRARIES = 24;
  private static final int PAGES = 9;

  private final Random random = new Random(1);
  private final CraftedImage one;
  private final CraftedImage two;

  private InventedImages() throws IOException {
    CraftedImage both = new CraftedImage().layer(this::system).layer(this::runtime);
    one = both.base(2).layer(tar -> application(tar, false)).layer(InventedImages::cleanUp);
    two = both.base(2).layer(tar -> application(tar, true));
  }

  /** Writes them. */
  static void write(Path older, Path newer) throws IOException {
    InventedImages images = new InventedImages();
    String copy = "COPY /build /srv/app # buildkit";
    images.one.save(
        older,
        "registry.example/shop/search:1.4",
        fields("2019-03-05T10:11:12Z", "1.4", "512m", copy, "/bin/sh -c rm -r /var/cache/apt"));
    images.two.save(
        newer,
        "registry.example/shop/search:1.5",
        fields("2021-06-22T08:30:00Z", "1.5", "1g", copy));
  }

  private static String fields(String created, String version, String heap, String... commands) {
    StringBuilder history = new StringBuilder();
    history.append(step("2019-01-22T20:00:00Z", "/bin/sh -c #(nop) ADD file:4fc310c0cb87 in / "));
    history.append(',').append(step(created, "/bin/sh -c apt-get install -y openjdk-11-jre"));
    List.of(commands).forEach(command -> history.append(',').append(step(created, command)));
    return """
        "created":"%s","author":"Search team","config":{"Entrypoint":["/srv/app/bin/search"],\
        "Cmd":["--serve"],"Env":["PATH=/usr/local/bin:/usr/bin:/bin","SEARCH_HEAP=%s"],\
        "ExposedPorts":{"8080/tcp":{}},"Labels":{"org.opencontainers.image.version":"%s"},\
        "User":"search","WorkingDir":"/srv/app"},"history":[%s]""".formatted(created, heap, version, history);
  }

  private static String step(String created, String command) {
    return "{\"created\":\"" + created + "\",\"created_by\":\"" + command + "\"}";
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void system(CraftedImage.Layer tar) throws IOException {
    tar.folder("etc/", 0755).file("etc/hostname", "debian\n");
    tar.file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
    for (int i = 0; i < LIBRARIES; i++) {
      tar.file("usr/lib/libsystem" + i + ".so", bytes(120_000));
    }
    tar.file("var/cache/apt/pkgcache.bin", bytes(1_900_000));
  }

  private void runtime(CraftedImage.Layer tar) throws IOException {
    tar.file("usr/lib/jvm/lib/modules", bytes(4_200_000));
    tar.file("usr/lib/jvm/lib/server/libjvm.so", bytes(1_400_000));
    tar.file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nsearch:x:900:900::/srv/app:/bin/sh\n");
    tar.file("var/cache/apt/pkgcache.bin", bytes(2_100_000));
  }

  private void application(CraftedImage.Layer tar, boolean newer) throws IOException {
    tar.mode(newer ? 0755 : 0775)
        .file("srv/app/bin/search", "#!/bin/sh\nexec java\n")
        .mode(0644);
    tar.file("srv/app/lib/search.jar", bytes(newer ? 870_000 : 640_000));
    tar.file(newer ? "srv/app/lib/lucene-8.jar" : "srv/app/lib/lucene-7.jar", bytes(1_300_000));
    for (int i = 0; i < PAGES; i++) {
      tar.file("srv/app/static/page" + i + ".html", newer && i % 4 == 0 ? "<p>new" : "<p>old");
    }
    tar.file(
        "srv/app/etc/search.conf",
        "# Search\nport = 8080\nthreads = " + (newer ? 16 : 8) + "\nindex = /srv/index\n"
            + (newer ? "cache = on\n" : ""));
    tar.symlink("srv/app/current", newer ? "releases/1.5" : "releases/1.4");
  }

  private static void cleanUp(CraftedImage.Layer tar) throws IOException {
    tar.file("var/cache/.wh.apt", "");
  }
}
