import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes an archive of an image that has many files: {@code java MakeFiles.java FILE}. The same bytes on every machine.
 * {@code java MakeFiles.java FILE SEED} makes one whose last layer differs.
 *
 * <p>Six layers bring some 20,000 files, of which later layers replace and hide a few hundred. A tenth of them has 100 to
 * 300 KB, the others 1 to 20 KB. There are symlinks and hard links, several owners and modes.
 */
public final class MakeFiles {
    private static final int LAYERS = 6;
    private static final int FOLDERS = 300;
    private static final int FILES = 3_350;
    private static final String[] MODES = {"0000644", "0000755", "0000600"};

    private static final int SEED = 7;

    private final SplittableRandom random;
    private final byte[] content = new byte[300 << 10];
    private final OutputStream out;

    private MakeFiles(OutputStream out, int seed) {
        this.random = new SplittableRandom(seed);
        this.out = out;
        random.nextBytes(content);
    }

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path file = Path.of(args[0]);
        if (Files.exists(file)) {
            return;
        }
        Path temp = file.resolveSibling(file.getFileName() + ".new");
        Path layer = file.resolveSibling(file.getFileName() + ".layer");
        List<String> names = new ArrayList<>();
        List<String> diffIds = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(temp)) {
            for (int i = 1; i <= LAYERS; i++) {
                MessageDigest hash = MessageDigest.getInstance("SHA-256");
                try (OutputStream to = new DigestOutputStream(Files.newOutputStream(layer), hash)) {
                    new MakeFiles(to, i == LAYERS && args.length > 1 ? Integer.parseInt(args[1]) : SEED).layer(i);
                }
                names.add("\"" + i + "/layer.tar\"");
                diffIds.add("\"sha256:" + HexFormat.of().formatHex(hash.digest()) + "\"");
                header(out, i + "/layer.tar", '0', "0000644", "", Files.size(layer));
                Files.copy(layer, out);
            }
            document(out, "config.json", "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":"
                    + "{\"type\":\"layers\",\"diff_ids\":[" + String.join(",", diffIds) + "]}}");
            document(out, "manifest.json", "[{\"Config\":\"config.json\",\"RepoTags\":[\"files:latest\"],\"Layers\":["
                    + String.join(",", names) + "]}]");
            out.write(new byte[1024]);
        }
        Files.delete(layer);
        Files.move(temp, file);
    }

    /** Its own files, and changes to those of the layer below. */
    private void layer(int number) throws IOException {
        for (int i = 0; i < FOLDERS; i++) {
            if (i % 10 == 0) {
                entry("part" + number + "-" + i / 10 + "/", '5', "0000755", "", 0);
            }
            entry(folder(number, i) + "/", '5', "0000755", "", 0);
        }
        for (int i = 0; i < FILES; i++) {
            file(name(number, i));
        }
        for (int i = 0; number > 1 && i < 100; i++) {
            file(name(number - 1, 7 * i));
            entry(folder(number - 1, 3 * i) + "/.wh.f" + (3 * i), '0', "0000644", "", 0);
        }
        for (int i = 0; i < 100; i++) {
            entry(folder(number, i) + "/link", '2', "0000777", "../s" + i + "/f" + i, 0);
            entry(folder(number, i) + "/hard", '1', "0000644", name(number, i), 0);
        }
        out.write(new byte[1024]);
    }

    private static String folder(int layer, int number) {
        return "part" + layer + "-" + number / 10 + "/s" + number;
    }

    private static String name(int layer, int number) {
        return folder(layer, number % FOLDERS) + "/f" + number;
    }

    private void file(String name) throws IOException {
        int size = random.nextInt(10) == 0 ? random.nextInt(100 << 10, 300 << 10) : random.nextInt(1 << 10, 20 << 10);
        int start = random.nextInt(content.length - size + 1);
        entry(name, '0', MODES[random.nextInt(MODES.length)], "", size);
        out.write(content, start, size);
        out.write(new byte[-size & 511]);
    }

    private void entry(String name, char type, String mode, String link, long size) throws IOException {
        header(out, name, type, mode, link, size);
    }

    private static void document(OutputStream out, String name, String text) throws IOException {
        header(out, name, '0', "0000644", "", text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[-text.length() & 511]);
    }

    private static void header(OutputStream out, String name, char type, String mode, String link, long size)
            throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, mode + "\000000" + (name.length() % 3) + "000\0000000000\0");
        put(header, 124, String.format("%011o", size) + "\00012345670000\0");
        put(header, 148, "        " + type + link);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\000 ", sum));
        out.write(header);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
