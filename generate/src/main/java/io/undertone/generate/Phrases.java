// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import io.undertone.generate.SuiteOptions.TextLanguage;
import java.util.Random;

/** Short comments of known sentiment, put together from a subject, a judgement and an ending. */
final class Phrases {
  private static final String[] ZH_SUBJECTS = {
    "这款手机", "新系统", "这次的相机", "屏幕", "续航", "这个价格", "客服", "这场发布会", "充电速度", "做工"
  };
  private static final String[][] ZH_JUDGEMENTS = {
    {"太让人失望了", "真的很差", "用着特别卡", "完全不值这个钱", "毛病不断", "越来越糟糕", "让我非常后悔", "质量太烂了", "骗人的吧", "看着就生气"},
    {
      "是昨天发布的", "我还没有用过", "和去年的尺寸一样", "有三种颜色", "下周开始卖",
      "要等评测才知道", "参数在官网上", "在第二页有介绍", "是七点开始的", "我只看了一半"
    },
    {"太棒了", "真的很好用", "让人非常满意", "特别流畅", "值得购买", "越来越优秀了", "给了我很大的惊喜", "质量很好", "非常喜欢", "看着就开心"}
  };
  private static final String[][] ZH_ENDINGS = {
    {"", "，再也不买了", "，大家别上当", "，退货了", "，太气人"},
    {"", "，记录一下", "，如题", "，仅供参考", "，路过"},
    {"", "，必须支持", "，推荐给大家", "，点赞", "，太爱了"}
  };
  private static final String[] EN_SUBJECTS = {
    "this phone",
    "the new update",
    "the camera",
    "the screen",
    "the battery",
    "this price",
    "their support",
    "the launch event",
    "the charger",
    "the build"
  };
  private static final String[][] EN_JUDGEMENTS = {
    {
      "is a terrible disappointment",
      "is really bad",
      "is awful and slow",
      "is a waste of money",
      "fails all the time",
      "gets worse and worse",
      "made me regret buying it",
      "is poor and ugly",
      "is a horrible joke",
      "makes me angry"
    },
    {
      "came out yesterday",
      "comes in three colours",
      "has the same size as last year",
      "is on the second page",
      "ships next week",
      "starts at seven",
      "is listed on the website",
      "was shown in the first half",
      "weighs two hundred grams",
      "is the one from the photo"
    },
    {
      "is a wonderful surprise",
      "is really great",
      "is excellent and fast",
      "is worth every cent",
      "works beautifully",
      "gets better and better",
      "makes me happy",
      "is amazing quality",
      "is the best so far",
      "is a pleasure to use"
    }
  };
  private static final String[][] EN_ENDINGS = {
    {"", " - never again", " - I hate it", " - avoid", " - so sad"},
    {"", " - just noting", " - see the link", " - for reference", " - that is all"},
    {"", " - love it", " - well done", " - highly recommended", " - thank you"}
  };

  private Phrases() {}

  /**
   * @param kind -1 negative, 0 neutral, 1 positive
   */
  static String compose(TextLanguage language, int kind, Random random) {
    boolean chinese =
        language == TextLanguage.ZH || (language == TextLanguage.MIXED && random.nextBoolean());
    return chinese
        ? pick(ZH_SUBJECTS, random)
            + pick(ZH_JUDGEMENTS[kind + 1], random)
            + pick(ZH_ENDINGS[kind + 1], random)
        : pick(EN_SUBJECTS, random)
            + " "
            + pick(EN_JUDGEMENTS[kind + 1], random)
            + pick(EN_ENDINGS[kind + 1], random);
  }

  private static String pick(String[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }
}
