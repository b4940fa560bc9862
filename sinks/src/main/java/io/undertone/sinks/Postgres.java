// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Connections to PostgreSQL. */
final class Postgres {
  private static final Pattern USER_AND_PASSWORD = Pattern.compile("//[^/@]*@");

  // not by the driver manager, which does not see drivers of a job's own class loader
  private static final Driver DRIVER = driver();

  private Postgres() {}

  /**
   * A cluster's process runs job after job, each with a class loader of its own. The driver manager
   * would keep all of them, and some 16 MB of classes with each.
   */
  private static Driver driver() {
    boolean ofJob = Driver.class.getClassLoader() != ClassLoader.getSystemClassLoader();
    try {
      if (ofJob && Driver.isRegistered()) {
        Driver.deregister();
      }
      return new Driver();
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL's driver cannot leave the driver manager", e);
    }
  }

  /**
   * Opens a connection. Parameters of the URL win over the defaults set here.
   *
   * @throws SQLException when it cannot be opened; its message has no password
   */
  static Connection connect(String url, @Nullable String user, @Nullable String password)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "undertone");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("reWriteBatchedInserts", "true");
    // else messages carry the rows, and with them what people wrote, into logs
    properties.setProperty("logServerErrorDetail", "false");
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    Connection connection = DRIVER.connect(url, properties);
    if (connection == null) {
      throw new SQLException("the URL is none of PostgreSQL");
    }
    return connection;
  }

  /** A URL as it may be shown: without user, password and parameters. */
  static String withoutSecrets(String url) {
    return USER_AND_PASSWORD.matcher(url.replaceFirst("\\?.*", "")).replaceFirst("//");
  }

  /**
   * Checks a URL before a job starts.
   *
   * @throws IllegalArgumentException when it is none of PostgreSQL
   */
  static void requireUrl(String url) {
    if (Driver.parseURL(url, new Properties()) == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The database URL is '%s'; it must be jdbc:postgresql://HOST[:PORT]/DATABASE[?PARAMETERS].",
              withoutSecrets(url)));
    }
  }
}
