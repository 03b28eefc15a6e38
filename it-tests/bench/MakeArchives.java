import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the archives of the benchmark: {@code java MakeArchives.java FOLDER}. The same bytes on every machine.
 * {@code java MakeArchives.java FOLDER COUNT MIB} makes a shelf: that many archives of that size.
 *
 * <p>Content is half noise and half text, so that it compresses to about half, as layers of real images do.
 */
public final class MakeArchives {
    private static final int MIB = 1 << 20;

    /** A kilobyte of noise, and one of words. */
    private static final int PAIR = 2048;

    private final Path file;
    private final OutputStream out;

    private MakeArchives(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        if (args.length == 3) {
            int count = Integer.parseInt(args[1]);
            for (int i = 1; i <= count; i++) {
                long[] halves = {Long.parseLong(args[2]) * MIB / 2, Long.parseLong(args[2]) * MIB / 2};
                make(folder.resolve(i + ".tar"), halves, false, "bench-" + i, i);
            }
            return;
        }
        int[] mixed = {300, 200, 150, 120, 100, 60, 40, 30, 20, 4};
        make(folder.resolve("many.tar"), sizes(mixed), false);
        make(folder.resolve("v1.tar"), sizes(mixed), true);
        make(folder.resolve("one.tar"), sizes(1024), false);
        make(folder.resolve("huge.tar"), sizes(2048, 2047, 2046, 2045), false);
        long[] tiny = new long[120];
        for (int i = 0; i < tiny.length; i++) {
            tiny[i] = 1024 + 512L * (i % 7);
        }
        make(folder.resolve("tiny.tar"), tiny, false);
        long[] small = {48 << 10, 32 << 10, 16 << 10};
        make(folder.resolve("small.tar"), small, false);
        Path shelf = Files.createDirectories(folder.resolve("shelf"));
        for (int i = 1; i <= 100; i++) {
            make(shelf.resolve(i + ".tar"), small, false, "bench-" + i, i);
        }
        Path many = Files.createDirectories(folder.resolve("shelf-small"));
        for (int i = 1; i <= 10_000; i++) {
            make(many.resolve(i + ".tar"), small, false, "bench-" + i, i);
        }
        Path set = Files.createDirectories(folder.resolve("set"));
        for (int i = 1; i <= 10; i++) {
            make(set.resolve(i + ".tar"), sizes(102), false, "bench-" + i, i);
        }
    }

    private static long[] sizes(int... mebibytes) {
        long[] sizes = new long[mebibytes.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (long) mebibytes[i] * MIB;
        }
        return sizes;
    }

    /**
     * @param old whether in the form from before Docker 1.10
     */
    private static void make(Path file, long[] sizes, boolean old) throws IOException {
        make(file, sizes, old, "bench", 0);
    }

    /**
     * @param seed what the top layer differs by from that of others
     */
    private static void make(Path file, long[] sizes, boolean old, String name, int seed)
            throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path temp = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(temp)) {
            new MakeArchives(file, out).write(sizes, old, name, seed);
        }
        Files.move(temp, file);
    }

    private void write(long[] sizes, boolean old, String name, int seed) throws IOException {
        List<String> layers = new ArrayList<>();
        List<String> diffIds = new ArrayList<>();
        String parent = "";
        for (int i = 0; i < sizes.length; i++) {
            String id = hex(sha256().digest((file.getFileName() + "/" + i).getBytes(StandardCharsets.UTF_8)));
            small(id + "/VERSION", "1.0");
            small(id + "/json", json(id, parent));
            diffIds.add("\"sha256:" + layer(id + "/layer.tar", sizes[i], i == sizes.length - 1 ? seed + i : i) + "\"");
            layers.add("\"" + id + "/layer.tar\"");
            parent = id;
        }
        if (!old) {
            String config = "{\"architecture\":\"amd64\",\"config\":{},\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                    + String.join(",", diffIds) + "]}}";
            String file = hex(sha256().digest(config.getBytes(StandardCharsets.UTF_8))) + ".json";
            small(file, config);
            small("manifest.json", "[{\"Config\":\"" + file + "\",\"RepoTags\":[\"" + name + ":latest\"],\"Layers\":["
                    + String.join(",", layers) + "]}]");
        }
        small("repositories", "{\"" + name + "\":{\"latest\":\"" + parent + "\"}}");
        out.write(new byte[1024]);
    }

    private static String json(String id, String parent) {
        return "{\"id\":\"" + id + "\"" + (parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"")
                + ",\"created\":\"2015-06-01T12:00:00Z\",\"docker_version\":\"1.9.1\",\"architecture\":\"amd64\",\"os\":\"linux\"}";
    }

    private void small(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        header(name, bytes.length);
        out.write(bytes);
        pad(bytes.length);
    }

    private String layer(String name, long size, long seed) throws IOException {
        header(name, size);
        MessageDigest hash = sha256();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] chunk = new byte[(int) Math.min(MIB, (size + PAIR - 1) / PAIR * PAIR)];
        for (long left = size; left > 0; left -= chunk.length) {
            fill(chunk, random);
            int count = (int) Math.min(left, chunk.length);
            hash.update(chunk, 0, count);
            out.write(chunk, 0, count);
        }
        pad(size);
        return hex(hash.digest());
    }

    /** Alternate kilobytes of noise and of words. */
    private static void fill(byte[] chunk, SplittableRandom random) {
        byte[] noise = new byte[1024];
        for (int at = 0; at < chunk.length; at += PAIR) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, chunk, at, 1024);
            for (int i = at + 1024; i < at + PAIR; i += 8) {
                long word = 0x6c61796572206f66L + random.nextInt(16);
                for (int k = 0; k < 8; k++) {
                    chunk[i + k] = (byte) (word >> 8 * k);
                }
            }
        }
    }

    private void header(String name, long size) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0000000000\0000000000\000");
        put(header, 124, String.format("%011o", size) + "\00000000000000\000");
        put(header, 148, "        0");
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

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((512 - size % 512) % 512)]);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
