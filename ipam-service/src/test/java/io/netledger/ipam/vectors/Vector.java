package io.netledger.ipam.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One line of ipam-vectors.tsv; the file's head says what the columns mean. */
record Vector(
    String name,
    int step,
    String op,
    String space,
    String pool,
    String subpool,
    String address,
    String options,
    String bind,
    boolean ok,
    String errorClass,
    String value,
    String versions,
    String source,
    String note) {

  static List<Vector> all() {
    try (InputStream file = Vector.class.getResourceAsStream("/ipam-vectors.tsv")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("case\t"))
          .map(Vector::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An option such as n=255, or the value's part of that name. */
  static String part(String options, String key) {
    for (String option : options.split(";", -1)) {
      if (option.startsWith(key + "=")) {
        return option.substring(key.length() + 1);
      }
    }
    throw new IllegalArgumentException("no " + key + " in " + options);
  }

  String at() {
    return name + " step " + step;
  }

  private static Vector of(String line) {
    String[] c = line.split("\t", -1);
    return new Vector(
        c[0],
        Integer.parseInt(c[1]),
        c[2],
        c[3],
        c[4],
        c[5],
        c[6],
        c[7],
        c[8],
        c[9].equals("ok"),
        c[10],
        c[11],
        c[12],
        c[13],
        c.length > 14 ? c[14] : "");
  }
}
