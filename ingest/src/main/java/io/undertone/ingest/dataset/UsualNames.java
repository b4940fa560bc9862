// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.format.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names under which exports usually have each field, the plainest first, without their signs.
 */
final class UsualNames {
  private static final Map<Field, List<String>> ALL = new EnumMap<>(Field.class);

  static {
    put(
        Field.TEXT,
        """
        text commenttext commentbody commentcontent content body comment message
        review reviewtext reviewbody tweet fulltext rawcontent textoriginal
        textdisplay caption reply 评论内容 评论 内容 正文 微博正文 弹幕 评价内容 文本 texto comentario
        kommentar texte kommentartext comentarios commentaire コメント 댓글 текст
        """);
    put(
        Field.TIME,
        """
        time commenttime createdat createdutc createtime created createdtime
        timestamp date datetime publishedat publishtime pubtime postedat
        commentdate reviewdate dateposted timestampms ctime at submittedat
        unixreviewtime reviewtime timestampcreated dateunixtime timeparsed 评论时间
        发布时间 时间 日期 创建时间 fecha datum sentat createtimeiso writtenat timecreated
        gepostet zeit datecreated createddate fechahora 日時 дата
        """);
    put(
        Field.ID,
        """
        id commentid cid tweetid reviewid idstr messageid rpid mid 评论id 评论编号
        rpidstr kommentarid tweetidstr
        """);
    put(
        Field.POST,
        """
        post postid noteid videoid video linkid weiboid awemeid threadid thread
        articleid submissionid conversationid inreplytoid parentpost article
        storyid 微博id 视频id 帖子id 文章id oid posturl videoweburl videourl noteurl
        statusid mediaid beitrag
        """);
    put(
        Field.BLOGGER,
        """
        blogger channelid channel subreddit sourcekeyword keyword pageid page
        brand product productid asin app appid company hashtag query topic forum
        博主 关键词 频道 话题 produkt produit producto marke marca 商品 产品 品牌 店铺 应用
        """);
    put(
        Field.POST_TIME,
        """
        posttime postdate postcreatedat videopublishedat videodate postcreatedutc
        博文时间 微博时间 视频发布时间
        """);
    put(
        Field.LIKES,
        """
        likes likecount likecounts commentlikecount likedcount favoritecount
        favorites thumbsup thumbsupcount upvotes ups votes diggcount score helpful
        点赞数 点赞 赞 赞数 likescount like reactions reactioncount helpfulvote
        helpfulvotes votesup hilfreich thumbs scorelikes gefälltmir megusta j'aime いいね
        """);
    put(
        Field.SCORE,
        """
        sentiment sentimentscore compound polarity label rating stars starrating
        overall score 评分 情感 情感得分 bewertung sterne note valoración 星级
        """);
    put(
        Field.AUTHOR,
        """
        author authorid userid user username screenname userscreenname nickname
        fromid name reviewer reviewerid creatorhash uid authorname
        authordisplayname 用户 用户id 昵称 用户昵称 profilename uniqueid autor
        """);
    put(
        Field.LANGUAGE,
        """
        language lang 语言 sprache idioma
        """);
    put(
        Field.POST_TEXT,
        """
        posttext title posttitle videotitle 标题
        """);
    put(
        Field.OBSERVED_AT,
        """
        observedat crawltime retrievedon scrapedat
        """);
    put(
        Field.DELETED,
        """
        deleted
        """);
    put(
        Field.POST_LIKES,
        """
        postlikes
        """);
    put(
        Field.POST_SCORE,
        """
        postscore
        """);
  }

  private UsualNames() {}

  private static void put(Field field, String names) {
    ALL.put(field, Arrays.asList(names.strip().split("\\s+")));
  }

  static List<String> of(Field field) {
    return ALL.getOrDefault(field, List.of());
  }

  /** Small letters without spaces and signs; what MongoDB puts around a value is no part of it. */
  static String plain(String name) {
    String bare = name.replaceAll("\\.\\$(date|oid|numberLong|numberInt|numberDouble)$", "");
    return bare.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }
}
