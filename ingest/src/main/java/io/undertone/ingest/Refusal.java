// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a record cannot be used: a kind and what was given, from which a sentence is made in each
 * language.
 *
 * @param kind what is amiss
 * @param values for {0}, {1}, ... of its sentence: names, values and numbers as they are shown
 * @param part for {*} of its sentence, such as the rule that a value breaks; null without one
 */
public record Refusal(Kind kind, List<String> values, @Nullable Refusal part)
    implements Serializable {
  private static final Pattern PLACE = Pattern.compile("\\{([\\d*])\\}");
  private static final JsonFactory JSON = new JsonFactory();

  /** What is amiss, in English and Chinese, and the phrases that are part of it. */
  public enum Kind {
    AT("{0}: {*}", "{0}：{*}"),
    VALUE("{0} is '{1}'; it must be {*}.", "{0} 为“{1}”；应为{*}。"),
    MISSING("{0} is missing or blank; every record needs it.", "{0} 缺失或为空；每条记录都需要它。"),
    NO_CONTENT(
        "{0} and {1} are missing or blank; a comment needs one of them.",
        "{0} 与 {1} 均缺失或为空；评论至少需要其中之一。"),
    NOT_SINGLE("{0} is {*}; it must be a single value.", "{0} 为{*}；应为单个值。"),
    TEXT_TOO_LONG(
        "{0} is {1} characters long ('{2}'); at most {3} are allowed.",
        "{0} 长 {1} 个字符（“{2}”）；最多 {3} 个。"),
    RECORD_TOO_LONG(
        "the record is {0} bytes long; at most {1} are allowed.", "该记录长 {0} 字节；最多 {1} 字节。"),
    NOT_UTF8("{0} is not UTF-8; convert the input to UTF-8.", "{0} 不是 UTF-8 编码；请将输入转换为 UTF-8。"),
    RECORD_NOT_UTF8(
        "the record is not UTF-8; convert the input to UTF-8.", "该记录不是 UTF-8 编码；请将输入转换为 UTF-8。"),
    NOT_JSON("the record is not valid JSON: {0}.", "该记录不是有效的 JSON：{0}。"),
    NOT_AN_OBJECT("the record is {*}; it must be a JSON object.", "该记录为{*}；应为 JSON 对象。"),
    GOES_ON(
        "the record goes on after its JSON object; write one object a record.",
        "该记录在其 JSON 对象之后还有内容；每条记录请只写一个对象。"),
    REPLIES_TOO_DEEP("replies lie more than {0} deep.", "回复嵌套超过 {0} 层。"),
    NEITHER(
        "the record is neither a comment, which has {0}, nor a post, which has {1} and {2}.",
        "该记录既不是评论（评论有 {0}），也不是帖子（帖子有 {1} 与 {2}）。"),
    NO_VALUE(
        "the record has no value; to take a comment out, send it with deleted: true.",
        "该记录没有值；若要撤回评论，请发送带 `deleted: true` 的记录。"),
    EMPTY_FILE("the file is empty.", "文件为空。"),
    CUT_SHORT(
        "the compressed file is cut short or damaged in line {0} ({1}); the {2} lines before it were"
            + " read.",
        "压缩文件在第 {0} 行截断或损坏（{1}）；此前的 {2} 行已读取。"),
    COLUMNS("the record has {0} columns; the header has {1}.", "该记录有 {0} 列；表头有 {1} 列。"),
    HEADER_COLUMNS(
        "header names {0} columns; the first line has {1}.", "`header` 列出 {0} 列；首行有 {1} 列。"),
    HEADER_TWICE("the header names the column {0} twice; name each once.", "表头两次出现列 {0}；每列只能出现一次。"),
    HEADER_LACKS("the header lacks {0}; its columns are {1}.", "表头缺少 {0}；现有的列为 {1}。"),
    HEADER_IS_DATA(
        "its first line looks like data, not like names of columns; give the names in"
            + " dataset.yaml, such as header: [id, time, author, text], of which there are {0}.",
        "首行像数据而不像列名；请在 `dataset.yaml` 中给出 {0} 个列名，例如 `header: [id, time, author, text]`。"),
    LINE_ENDS("a line ends inside an unquoted field.", "某行在未加引号的字段中结束。"),
    QUOTE_OPEN("a quote opens column {0} and is never closed.", "第 {0} 列的引号未闭合。"),
    QUOTE_GOES_ON("column {0} goes on after its closing quote.", "第 {0} 列在右引号之后还有内容。"),
    TOO_LATE("too late: its period {0} took comments until {1}", "来得太晚：其时段 {0} 的评论截止于 {1}"),
    POST_UNKNOWN(
        "post unknown: no post '{0}' came while the comment's period took comments",
        "帖子未知：在评论所属时段的截止时间之前没有收到帖子“{0}”"),

    /** Rules that a value breaks. */
    RULE_NAME("at most {0} characters", "最多 {0} 个字符"),
    RULE_CONTROL("free of control characters ({0} is one)", "不含控制字符的文本（{0} 是控制字符）"),
    RULE_SINCE_1970("in or after 1970", "1970 年或之后的时间"),
    RULE_FUTURE("at most {0} after the present, {1}", "不晚于当前时间 {1} 之后 {0} 的时间"),
    RULE_INTEGER("an integer up to 1,000,000,000", "不超过 1,000,000,000 的整数"),
    RULE_COUNT("an integer from 0 to 1,000,000,000", "0 至 1,000,000,000 的整数"),
    RULE_LANGUAGE("a language code such as zh or en", "语言代码，例如 `zh` 或 `en`"),
    RULE_FLAG("true or false", "`true` 或 `false`"),
    RULE_UNIT("a number in [0,1]", "[0,1] 内的数"),
    RULE_RANGE("a number from {0} to {1}", "{0} 至 {1} 的数"),
    RULE_ONE_OF("one of {0}", "以下之一：{0}"),
    RULE_ISO(
        "an ISO-8601 time, such as 2023-02-10T11:16+08:00, 2023-02-10T03:16:00Z or, in the zone of the"
            + " data set, 2023-02-10 11:16",
        "ISO-8601 时间，例如 2023-02-10T11:16+08:00、2023-02-10T03:16:00Z，或按数据集时区的 2023-02-10 11:16"),
    RULE_AUTO(
        "a time such as 2023-02-10T11:16+08:00, 2023-02-10 11:16 (in the zone of the data set) or"
            + " 1675998960; any other needs a pattern under times in dataset.yaml, and one relative to"
            + " the crawl (5分钟前, 05-01) needs crawled_at there",
        "形如 2023-02-10T11:16+08:00、2023-02-10 11:16（按数据集时区）或 1675998960 的时间；其他写法需在 `dataset.yaml` 的"
            + " `times` 中给出格式，相对于抓取时刻的时间（5分钟前、05-01）需在其中给出 `crawled_at`"),
    RULE_SECONDS("seconds since 1970, such as 1697968552", "自 1970 年起的秒数，例如 1697968552"),
    RULE_MILLISECONDS(
        "milliseconds since 1970, such as 1697968552000", "自 1970 年起的毫秒数，例如 1697968552000"),
    RULE_PATTERN(
        "a time such as '{0}'; a time without its year or relative to now cannot be placed",
        "形如“{0}”的时间；没有年份或相对于现在的时间无法定位"),

    /** What stands where something else must. */
    JSON_NOTHING("empty", "空"),
    JSON_OBJECT("a JSON object", " JSON 对象"),
    JSON_ARRAY("a JSON array", " JSON 数组"),
    JSON_STRING("a string", "字符串"),
    JSON_BOOLEAN("a boolean", "布尔值"),
    JSON_NULL("null", "空值 `null`"),
    JSON_NUMBER("a number", "数字");

    private final String english;
    private final String chinese;

    Kind(String english, String chinese) {
      this.english = english;
      this.chinese = chinese;
    }

    /** Its sentence in English, with {0} to {9} for values and {*} for its part. */
    public String english() {
      return english;
    }

    /** The same in Chinese; what is typed as it stands is between backquotes. */
    public String chinese() {
      return chinese;
    }
  }

  public Refusal {
    values = List.copyOf(values);
  }

  /** Something amiss with these values. */
  public static Refusal of(Kind kind, String... values) {
    return new Refusal(kind, List.of(values), null);
  }

  /** Something amiss whose sentence has another one in it. */
  public static Refusal with(Kind kind, Refusal part, String... values) {
    return new Refusal(kind, List.of(values), part);
  }

  /** One plain sentence in English: what was given, what is allowed. */
  public String text() {
    return PLACE
        .matcher(kind.english)
        .replaceAll(place -> Matcher.quoteReplacement(shown(place.group(1))));
  }

  private String shown(String place) {
    if (place.equals("*")) {
      return part == null ? "" : part.text();
    }
    return values.get(Integer.parseInt(place));
  }

  /** Kind, values and part as a JSON object that leaves out what is empty. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind.name().toLowerCase(Locale.ROOT));
    if (!values.isEmpty()) {
      json.writeFieldName("values");
      json.writeArray(values.toArray(String[]::new), 0, values.size());
    }
    if (part != null) {
      json.writeFieldName("part");
      part.write(json);
    }
    json.writeEndObject();
  }
}
