// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that are never shown. */
public final class Secrets {
  private static final String HIDDEN = "******";
  private static final Pattern NAMES =
      Pattern.compile(
          "password|secret|salt|token|jaas|credential|passphrase|api-?key|access-key"
              + "|keystore\\.key|basic\\.auth|basic-auth|http-headers",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_URLS =
      Pattern.compile("(?i)((?:password|pwd|sslpassword)=)[^&;]*|(//[^/@:]*:)[^/@]*(?=@)");

  private Secrets() {}

  /** Whether an option or a setting of another system holds a secret, by its name. */
  public static boolean isSecret(String key) {
    return NAMES.matcher(key).find();
  }

  /** The value as it may be shown: secrets hidden, also passwords inside of URLs. */
  public static String shown(String key, String value) {
    if (isSecret(key)) {
      return value.isEmpty() || value.equals("none") ? value : HIDDEN;
    }
    return IN_URLS.matcher(value).replaceAll(m -> prefix(m.group(1), m.group(2)) + HIDDEN);
  }

  private static String prefix(@Nullable String parameter, @Nullable String user) {
    return Matcher.quoteReplacement(parameter == null ? String.valueOf(user) : parameter);
  }
}
