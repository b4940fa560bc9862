// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory JSON = MAPPER.getFactory();

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

    /** Why a whole file is left out. */
    TABLE_EMPTY("the table is empty.", "该表为空。"),
    FURTHER_SHEET(
        "of a workbook the first sheet is read; save it by itself.", "工作簿只读取第一个工作表；请将此表单独保存。"),
    NOT_OPENED("it cannot be opened ({0}).", "无法打开（{0}）。"),
    NO_COMMENTS_KIND("a .{0} file", ".{0} 文件"),
    SCRIPT(
        "JavaScript around a list, as archives of X have it; save what follows the first = as .json.",
        "包着列表的 JavaScript（X 存档的形式）；请将第一个 `=` 之后的内容另存为 `.json`。"),
    CONTAINER(
        "it is an archive, a workbook or a database inside of an archive; unpack the outer one and give the folder.",
        "它是压缩包内的压缩包、工作簿或数据库；请解开外层并给出文件夹。"),
    MARKUP(
        "it is XML or HTML; of XML only exports of Disqus are read. Convert it to JSON or CSV.",
        "它是 XML 或 HTML；XML 只读取 Disqus 的导出。请转换为 JSON 或 CSV。"),
    OLD_WORKBOOK(
        "it is a workbook of Excel before 2007 (.xls); save it as .xlsx or CSV UTF-8.",
        "它是 2007 年之前的 Excel 工作簿（.xls）；请另存为 .xlsx 或 UTF-8 的 CSV。"),
    RAR("it is a RAR archive; unpack it.", "它是 RAR 压缩包；请解压。"),
    PARQUET(
        "it is Parquet; convert it, in Python by"
            + " pandas.read_parquet(f).to_json(g, orient='records', lines=True).",
        "它是 Parquet；请转换，在 Python 中用"
            + " `pandas.read_parquet(f).to_json(g, orient='records', lines=True)`。"),
    PDF("it is a PDF", "它是 PDF"),
    MIXED_ENCODINGS(
        "it breaks in the middle: {0} lines are UTF-8 and {1}, the first of them line {2}, are not; write it anew in one encoding.",
        "编码在中途改变：{0} 行为 UTF-8，{1} 行不是，其中首行为第 {2} 行；请以同一种编码重新写出。"),
    OTHER_ENCODING(
        "its line {0} is neither UTF-8 nor {1}, as its beginning is; write it anew in one encoding, best UTF-8.",
        "第 {0} 行既不是 UTF-8，也不是开头所用的 {1}；请以同一种编码重新写出，最好是 UTF-8。"),
    NO_TEXT("it has no text; {*}", "没有文本；{*}"),
    NO_TIME("it has no time; {*}", "没有时间；{*}"),
    NO_TEXT_AND_TIME("it has no text and no time; {*}", "没有文本，也没有时间；{*}"),
    DIFFERS("it differs from the others; {*}", "与其他文件不同；{*}"),
    ITS_FIELDS("its fields are {0}.", "其字段为 {0}。"),
    ITS_COLUMNS("its columns are {0}.", "其列为 {0}。"),
    NONE_READABLE("none of its first {0} records can be read: {*}", "前 {0} 条记录均无法读取：{*}"),
    LOST_DIGITS(
        "its ids have lost digits: '{0}' was rounded, as spreadsheets do with long numbers. Export it anew with the ids as"
            + " text; or, where they are the comments' own, leave them out: 'fields: {id: \"\"}' in dataset.yaml.",
        "其标识符丢失了数位：“{0}”已被舍入，电子表格会这样处理长数字。请将标识符作为文本重新导出；若是评论自己的标识符，也可以略去：在"
            + " `dataset.yaml` 中写 `fields: {id: \"\"}`。"),
    OTHER_SCALE(
        "{0} is not in [0,1]: it is {1}; write 'scale: {2}' in dataset.yaml.",
        "{0} 不在 [0,1] 内：其值为 {1}；请在 `dataset.yaml` 中写 scale: {2}。"),
    UNKNOWN_SCALE(
        "{0} is not in [0,1]: it is {1}; say in dataset.yaml what it means, such as 'scale: 1..5' or 'scale: {good: 1, bad: 0}'.",
        "{0} 不在 [0,1] 内：其值为 {1}；请在 `dataset.yaml` 中说明其含义，例如 `scale: 1..5` 或 `scale: {good: 1, bad: 0}`。"),
    MONTH_FIRST(
        "{0} is written month first, against its pattern: {1}; the pattern '{2}' reads all of it.",
        "{0} 的写法为月在前，与其格式不符：{1}；格式“{2}”可以全部读取。"),
    DAY_FIRST(
        "{0} is written day first, against its pattern: {1}; the pattern '{2}' reads all of it.",
        "{0} 的写法为日在前，与其格式不符：{1}；格式“{2}”可以全部读取。"),
    ALL_IN_1970(
        "all its times lie in 1970, so their unit is another; write 'times: {time: auto}' in dataset.yaml.",
        "其时间全部在 1970 年，因此单位不同；请在 `dataset.yaml` 中写 `times: {time: auto}`。"),
    POSTS_ALONE(
        "it holds posts and no comments. Crawl the comments too; or take each post for one voice of its audience, by a"
            + " dataset.yaml beside it: {0}",
        "它只有帖子而没有评论。请一并抓取评论；或将每条帖子当作其受众的一个声音，在其旁边放置 `dataset.yaml`：{0}"),

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

  /** Kinds whose first value names a field, so that it tells faults apart. */
  private static final Set<Kind> OF_A_FIELD =
      EnumSet.of(Kind.VALUE, Kind.MISSING, Kind.NOT_SINGLE, Kind.TEXT_TOO_LONG, Kind.NOT_UTF8);

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

  /** What is amiss without what was given, by which refusals are counted together. */
  public String group() {
    return kind
        + (OF_A_FIELD.contains(kind) ? " " + values.get(0) : "")
        + (part == null ? "" : " " + part.group());
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Refusal parse(String json) {
    try {
      return parsed(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("'" + json + "' is no reason as JSON.", e);
    }
  }

  private static Refusal parsed(JsonNode json) {
    List<String> values = new ArrayList<>();
    json.path("values").forEach(value -> values.add(value.asText()));
    return new Refusal(
        Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
        values,
        json.has("part") ? parsed(json.path("part")) : null);
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
