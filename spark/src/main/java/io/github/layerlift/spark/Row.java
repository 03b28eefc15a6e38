package io.github.layerlift.spark;

import java.io.Serializable;
import java.util.List;

/**
 * What comes back for one archive.
 *
 * @param number of the archive in this run
 * @param result the {@code BatchResult}, as bytes
 * @param records lines for the ledger
 */
record Row(int number, byte[] result, List<String> records) implements Serializable {
  Row {
    records = List.copyOf(records);
  }
}
