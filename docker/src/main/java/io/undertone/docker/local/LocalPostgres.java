// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import io.undertone.testing.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A PostgreSQL server in a process of its own, with 32 MB of shared buffers and the database and
 * roles of {@code docker/postgres/init.sql}. Logins need their password, as in production.
 */
public final class LocalPostgres extends LocalPart {
  /** The database of results. */
  public static final String DATABASE = "undertone";

  /** SQLState of a server that starts or recovers. */
  private static final String STARTING_UP = "57P03";

  private static final String SCRIPT = "postgres/init.sql";
  private static final Pattern GETENV = Pattern.compile("(?m)^\\\\getenv (\\S+) (\\S+)$");

  private final int port;
  private final DatabaseLogins logins;

  /**
   * A server that is not started yet.
   *
   * @param port where clients connect; 0 takes a free one
   */
  public LocalPostgres(WorkDirectory directory, int port, DatabaseLogins logins)
      throws IOException {
    super(directory, "postgres");
    this.port = Ports.orFree(port);
    this.logins = logins;
  }

  /** Address of the result database, without user and password. */
  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/" + DATABASE;
  }

  /** Who may log in, and with which passwords. */
  public DatabaseLogins logins() {
    return logins;
  }

  /** A connection of the role that may write the results. */
  public Connection connectAsWriter() throws SQLException {
    return DriverManager.getConnection(url(), DatabaseLogins.WRITER, logins.writerPassword());
  }

  /** A connection of the role that may only read the results. */
  public Connection connectAsReader() throws SQLException {
    return DriverManager.getConnection(url(), DatabaseLogins.READER, logins.readerPassword());
  }

  @Override
  List<String> command() throws IOException, InterruptedException {
    Path bin = programs();
    Path cluster = cluster();
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise(bin, cluster);
    }
    return Commands.join(
        asOrdinaryUser(),
        List.of(bin.resolve("postgres").toString(), "-D", cluster.toString()),
        List.of("-h", "localhost", "-p", Integer.toString(port)),
        List.of("-c", "unix_socket_directories=", "-c", "shared_buffers=32MB"),
        List.of("-c", "max_connections=60"));
  }

  private Path programs() throws IOException {
    return PostgresFiles.unpack(data().resolve("programs"));
  }

  private Path cluster() throws IOException {
    return data().resolve("cluster");
  }

  private void initialise(Path bin, Path cluster) throws IOException, InterruptedException {
    Path password = WorkDirectory.writeSecret(data().resolve("password"), logins.ownerPassword());
    try {
      Commands.run(
          data(),
          data().resolve("initdb.log"),
          Commands.join(
              asOrdinaryUser(),
              List.of(bin.resolve("initdb").toString(), "-D", cluster.toString()),
              List.of("-U", DatabaseLogins.OWNER, "-A", "scram-sha-256"),
              List.of("--pwfile", password.toString(), "-E", "UTF8", "--locale", "C")));
    } finally {
      Files.delete(password);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is not root. */
  private static List<String> asOrdinaryUser() {
    return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
  }

  /** Fast shutdown; a plain request to end would wait for all clients to leave. */
  @Override
  List<String> stopCommand() throws IOException {
    return Commands.join(
        asOrdinaryUser(),
        List.of(programs().resolve("pg_ctl").toString(), "stop", "-m", "fast"),
        List.of("-D", cluster().toString()));
  }

  @Override
  boolean answers() throws IOException {
    if (!Ports.listens(port)) {
      return false;
    }
    try {
      createDatabase();
      createRoles();
      return true;
    } catch (SQLException e) {
      if (STARTING_UP.equals(e.getSQLState())) {
        return false;
      }
      throw new IOException("the database cannot be set up: " + e.getMessage(), e);
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = connectAsOwner("postgres");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }

  private Connection connectAsOwner(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + database,
        DatabaseLogins.OWNER,
        logins.ownerPassword());
  }

  /** Runs the script in one transaction, unless that was done before. */
  private void createRoles() throws SQLException, IOException {
    try (Connection connection = connectAsOwner(DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (!hasRoles(statement)) {
        statement.execute(script());
        connection.commit();
      }
    }
  }

  private static boolean hasRoles(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            "SELECT FROM pg_roles WHERE rolname = '" + DatabaseLogins.WRITER + "'")) {
      return found.next();
    }
  }

  /** As psql runs it: {@code :'name'} is what {@code \\getenv name VARIABLE} sets. */
  private String script() throws IOException {
    Map<String, String> environment =
        Map.of(
            "DATABASE_WRITER_PASSWORD", logins.writerPassword(),
            "DATABASE_READER_PASSWORD", logins.readerPassword());
    Matcher variable = GETENV.matcher(shipped(SCRIPT));
    String statements = variable.replaceAll("");
    variable.reset();
    while (variable.find()) {
      String value = environment.get(variable.group(2));
      if (value == null) {
        throw new IOException(SCRIPT + " needs the variable " + variable.group(2));
      }
      statements =
          statements.replace(":'" + variable.group(1) + "'", "'" + value.replace("'", "''") + "'");
    }
    return statements;
  }

  /** PostgreSQL's programs, unpacked from the class path (Linux on x86-64). */
  static final class PostgresFiles {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int EXECUTABLE = 0100;

    private PostgresFiles() {}

    /** Unpacks into the directory unless that was done before; returns its {@code bin}. */
    static Path unpack(Path directory) throws IOException {
      Path done = directory.resolve("unpacked");
      if (!Files.exists(done)) {
        try (InputStream archive = PostgresFiles.class.getResourceAsStream(ARCHIVE)) {
          if (archive == null) {
            throw new IOException("PostgreSQL is not on the class path: " + ARCHIVE);
          }
          unpack(archive, directory);
        }
        Files.createFile(done);
      }
      return directory.resolve("bin");
    }

    private static void unpack(InputStream archive, Path directory) throws IOException {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new XZCompressorInputStream(new BufferedInputStream(archive)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(tar, entry, directory.resolve(entry.getName()).normalize());
        }
      }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
        throws IOException {
      if (entry.isDirectory()) {
        Files.createDirectories(target);
        return;
      }
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        return;
      }
      Files.copy(tar, target);
      if ((entry.getMode() & EXECUTABLE) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /**
   * Passwords of the local database's roles; they are in no text form of this.
   *
   * @param ownerPassword of {@link #OWNER}
   * @param writerPassword of {@link #WRITER}
   * @param readerPassword of {@link #READER}
   */
  public record DatabaseLogins(String ownerPassword, String writerPassword, String readerPassword) {
    /** The server's owner. */
    public static final String OWNER = "postgres";

    /** Writes results: the job. */
    public static final String WRITER = "undertone";

    /** Reads results: the dashboard and Grafana. */
    public static final String READER = "undertone_reader";

    private static final int BITS = 128;

    /** New passwords that nobody knows yet. */
    public static DatabaseLogins random() {
      SecureRandom random = new SecureRandom();
      return new DatabaseLogins(word(random), word(random), word(random));
    }

    /** Passwords kept in a file that only its owner may read; made when there is none. */
    static DatabaseLogins kept(Path file) throws IOException {
      if (!Files.exists(file)) {
        DatabaseLogins made = random();
        WorkDirectory.writeSecret(
            file,
            String.join("\n", made.ownerPassword, made.writerPassword, made.readerPassword) + "\n");
      }
      List<String> lines = Files.readAllLines(file);
      return new DatabaseLogins(lines.get(0), lines.get(1), lines.get(2));
    }

    private static String word(SecureRandom random) {
      return new BigInteger(BITS, random).toString(Character.MAX_RADIX);
    }

    @Override
    public String toString() {
      return "logins of " + OWNER + ", " + WRITER + " and " + READER;
    }
  }
}
