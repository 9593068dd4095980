package io.netledger.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Names of user ids, as in passwd(5). One that stands nowhere is printed as its number. */
final class UserNames {

  private static final int NAME = 0;
  private static final int ID = 2;

  private final Path passwd;
  private final ConcurrentMap<Integer, String> names = new ConcurrentHashMap<>();

  UserNames(Path passwd) {
    this.passwd = passwd;
  }

  String nameOf(int uid) {
    return names.computeIfAbsent(uid, this::find);
  }

  private String find(int uid) {
    String number = Integer.toUnsignedString(uid);
    return lines().stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > ID && fields[ID].equals(number))
        .map(fields -> fields[NAME])
        .findFirst()
        .orElse(number);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(passwd);
    } catch (IOException _) {
      return List.of();
    }
  }
}
