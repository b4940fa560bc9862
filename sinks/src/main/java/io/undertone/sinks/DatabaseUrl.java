// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways to write where a result database is. */
final class DatabaseUrl {
  private static final Pattern SERVER =
      Pattern.compile("(?i)postgres(?:ql)?://(?:([^/@:]*)(?::([^/@]*))?@)?(.*)");
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:(//.*|.*:.*)");

  private DatabaseUrl() {}

  /**
   * The JDBC URL of a file, a JDBC URL or {@code postgresql://[USER[:PASSWORD]@]HOST/DATABASE}.
   *
   * @throws IllegalArgumentException when it is of another kind
   */
  static String jdbc(String database) {
    Matcher server = SERVER.matcher(database);
    if (server.matches()) {
      String address = server.group(3);
      return "jdbc:postgresql://"
          + address
          + parameter(address, "user", server.group(1))
          + (server.group(2) == null ? "" : "&password=" + server.group(2));
    }
    boolean otherScheme = SCHEME.matcher(database).matches();
    String url = database.startsWith("jdbc:") || otherScheme ? database : "jdbc:sqlite:" + database;
    SqlDialect unused = SqlDialect.of(url);
    return url;
  }

  private static String parameter(String address, String name, @Nullable String value) {
    return value == null ? "" : (address.contains("?") ? "&" : "?") + name + "=" + value;
  }
}
