// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.dynamics.findings.Words;
import java.util.Arrays;
import java.util.Locale;

/** Why a request cannot be answered, in words; {0}, {1}, ... are filled in. */
enum ApiProblem {
  BODY_NOT_JSON(400, "The body must be a JSON object of strings.", "请求正文必须是值为字符串的 JSON 对象。"),
  DRAFT_LENGTH(
      400, "'{0}' must hold a draft of 1 to {1} characters.", "“{0}”必须是长度为 1 至 {1} 个字符的草稿。"),
  UNKNOWN_LANGUAGE(400, "lang is '{0}'; it must be en or zh.", "lang 为“{0}”；必须是 en 或 zh。"),
  UNKNOWN_PERIOD(
      400, "A period is '{0}'; give its start as the tables write it.", "时段为“{0}”；请按表中的写法给出时段开始。"),
  ACKNOWLEDGEMENT_WITHOUT_KEY(400, "An acknowledgement needs {0} of the alert.", "确认警报需要该警报的 {0}。"),
  UNKNOWN_PARAMETER(400, "Unknown parameter '{0}'; allowed are {1}.", "未知参数“{0}”；可用的有 {1}。"),
  MISSING_PARAMETER(400, "Parameter '{0}' is missing.", "缺少参数“{0}”。"),
  NOT_URL_ENCODED(400, "The query is not URL-encoded: {0}.", "查询没有按 URL 编码：{0}。"),
  NO_TIME_COLUMN(
      400, "Parameter '{0}' is no time, so it cannot be 'latest'.", "参数“{0}”不是时间，不能为 latest。"),
  NO_TIME(
      400,
      "'{0}' is no time for {1}; give 2023-05-01, 2023-05-01T00:00:00+08:00 (with + written as"
          + " %2B) or latest.",
      "“{0}”不是 {1} 的时间；请给出 2023-05-01、2023-05-01T00:00:00+08:00（+ 写作 %2B）或 latest。"),
  NO_BOOLEAN(
      400, "'{0}' is no value for {1}; give true or false.", "“{0}”不是 {1} 的值；请给出 true 或 false。"),
  LIMIT_NO_NUMBER(400, "limit is '{0}'; it must be a number.", "limit 为“{0}”；必须是数字。"),
  LIMIT_OUT_OF_RANGE(400, "limit is {0}; allowed are 1 to {1}.", "limit 为 {0}；允许 1 至 {1}。"),
  NOT_ALLOWED(400, "{0} is '{1}'; allowed are {2}.", "{0} 为“{1}”；可用的有 {2}。"),
  NO_PAGE_TOKEN(
      400,
      "after is '{0}'; give the text in 'next' of the page before, with the same order.",
      "after 为“{0}”；请给出上一页 next 中的文本，且排序相同。"),
  NO_TOKEN(
      401,
      "This dashboard needs its token: open /?token=TOKEN once, or send the header 'Authorization:"
          + " Bearer TOKEN'.",
      "此仪表板需要令牌：打开一次 /?token=TOKEN，或发送请求头 Authorization: Bearer TOKEN。"),
  OTHER_HOST(
      403, "This dashboard answers as localhost, not as '{0}'.", "此仪表板只以 localhost 应答，不以“{0}”应答。"),
  OTHER_ORIGIN(403, "Requests from {0} are not answered.", "不应答来自 {0} 的请求。"),
  NOTHING_TO_POST_TO(404, "There is no {0} to post to.", "没有可提交到的 {0}。"),
  NO_TOPIC(404, "There is no topic '{0}'; there are {1}.", "没有话题“{0}”；现有 {1}。"),
  NO_TABLE(
      404,
      "There is no table '{0}'; tables are {1}. Answers are meta, {2}, openapi.json.",
      "没有表“{0}”；表有 {1}。应答有 meta, {2}, openapi.json。"),
  NO_SOURCE(
      404,
      "There is no audience '{0}' in the influence matrix of {1}; it has {2}.",
      "{1} 的影响矩阵中没有受众“{0}”；其中有 {2}。"),
  NO_SIDE(
      404,
      "One of the two sides has no sentiment: no post, or no such audience or period.",
      "两者之一没有情绪值：没有帖子，或没有该受众或时段。"),
  NO_PAGE(404, "There is no page {0}; start at /.", "没有页面 {0}；请从 / 开始。"),
  METHOD(405, "Method {0} is not allowed here.", "此处不允许方法 {0}。"),
  NO_SCORER(
      409,
      "This dashboard runs no scorer, so that no draft can be asked about.",
      "此仪表板没有运行评分器，无法预测草稿。"),
  TOO_MANY_ACKNOWLEDGED(
      409,
      "{0} alerts are acknowledged already; clear the file of acknowledgements.",
      "已确认 {0} 条警报；请清理确认文件。"),
  BODY_TOO_LARGE(413, "The body is larger than {0} bytes.", "请求正文超过 {0} 字节。"),
  QUERY_TOO_LONG(414, "The query is longer than {0} characters.", "查询超过 {0} 个字符。"),
  BODY_TYPE(415, "The body must be {0}.", "请求正文必须是 {0}。"),
  UNANSWERED(500, "The dashboard could not answer; its log says why.", "仪表板无法应答；原因见其日志。"),
  BUSY(503, "The database is busy; ask again in a few seconds.", "数据库繁忙；请几秒后再试。"),
  TOO_MANY_PAGES(503, "{0} pages are listening already; try again later.", "已有 {0} 个页面在监听；请稍后再试。"),
  NO_DATABASE(
      503, "The database does not answer; the dashboard's log says why.", "数据库没有应答；原因见仪表板的日志。");

  private final int status;
  private final Words words;

  ApiProblem(int status, String english, String chinese) {
    this.status = status;
    this.words = new Words(english, chinese);
  }

  /** Status of HTTP. */
  int status() {
    return status;
  }

  /** Its name in an answer. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The whole sentence. */
  Words words(Object... values) {
    return words.filled(Arrays.stream(values).map(String::valueOf).toList());
  }
}
