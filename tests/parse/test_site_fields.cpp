#include "parse/page_labels.hpp"
#include "parse/page_times.hpp"
#include "parse/site_title.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("addresses give a day in every form that publishing systems use") {
  struct Row {
    const char* url;
    const char* day;
  };
  const Row rows[] = {
      {"http://a.gov.cn/art/2016/11/22/art_1_2.html", "2016-11-22"},
      {"http://a.gov.cn/201909/t20190918_693227.shtml", "2019-09-18"},
      {"https://www.cac.gov.cn/2022-10/26/c_1.htm", "2022-10-26"},
      {"http://society.people.com.cn/n1/2022/1026/c1008-32552.html", "2022-10-26"},
      {"https://www.gov.cn/xinwen/2022-10/26/content_5721.htm", "2022-10-26"},
      {"https://a.cn/20221026/123.html", "2022-10-26"},
      {"https://a.cn/202210/26/123.html", "2022-10-26"},
      {"https://a.cn/2022-10-26/doc-1.shtml", "2022-10-26"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.url);
    CHECK(url_date(row.url) == std::optional<std::string>(row.day));
  }
  for (const auto* url : {"http://www.mca.gov.cn/article/xw/202002/20200200023925.shtml",
                          "https://a.cn/2022/1399/1.html", "https://a.cn/show.php?id=20221026", "https://a.cn/", "",
                          "/2022/10/26/", "https://a.cn/t20221399_1.html", "https://a.cn/12345678/1.html"}) {
    CAPTURE(url);
    CHECK_FALSE(url_date(url).has_value());
  }
}

TEST_CASE("labelled dates are found and ranked") {
  struct Row {
    const char* line;
    const char* date;
    int rank;
  };
  const Row rows[] = {
      {"发布时间：2021-04-07\u00a0\u00a0信息发布人：管理员", "2021-04-07", 1},
      {"发布日期:2021年4月7日", "2021-04-07", 1},
      {"发表于 2021-4-7 09:30", "2021-04-07T09:30:00+08:00", 1},
      {"来源：某报 时间：[2021-04-07]", "2021-04-07", 2},
      {"日期\t2021-04-07", "2021-04-07", 2},
      {"成文日期：2021-04-01 发布日期：2021-04-07", "2021-04-07", 1},
      {"成文日期\t2021-04-01", "2021-04-01", 4},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    const auto date = labelled_date(row.line);
    REQUIRE(date);
    CHECK(date->value == row.date);
    CHECK(date->rank == row.rank);
  }
  CHECK(labelled_date("发布时间：", "2021-04-07 09:30")->value == "2021-04-07T09:30:00+08:00");
  for (const auto* line :
       {"截止时间：2021-04-07", "活动时间：2021-04-07", "2021-04-07", "时间 2021-04-07", "发布时间：昨天", ""}) {
    CAPTURE(line);
    CHECK_FALSE(labelled_date(line).has_value());
  }
}

TEST_CASE("labelled sources end where the next thing begins") {
  struct Row {
    const char* line;
    const char* source;
  };
  const Row rows[] = {
      {"来源：民政部门户网站", "民政部门户网站"},
      {"时间：2021-04-07 来源: 民政部 作者：admin", "民政部"},
      {"时间:2021-04-07 09:30来源:民政部网站作者:admin点击:次", "民政部网站"},
      {"信息来源：省民政厅\u00a0\u00a0浏览次数：12", "省民政厅"},
      {"稿源：China Daily 2021-04-07", "China Daily"},
      {"文章来源\t某市民政局", "某市民政局"},
      {"来源：新华社【字号：大 中 小】", "新华社"},
      {"稿件来源： 河北日报", "河北日报"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(labelled_source(row.line) == std::optional<std::string>(row.source));
  }
  CHECK(labelled_source("来源：", "某日报") == std::optional<std::string>("某日报"));
  for (const auto* line :
       {"来源：未知", "来源：", "资金来源：捐赠", "图片来源：某网", "收入来源广泛", "来源：2021-04-07", ""}) {
    CAPTURE(line);
    CHECK_FALSE(labelled_source(line).has_value());
  }
  CHECK(without_source_label("来源：人民网-文化频道 原创稿") == "人民网-文化频道 原创稿");
  CHECK(without_source_label("省发改委") == "省发改委");
}

TEST_CASE("site names are cut off titles and nothing else is") {
  struct Row {
    const char* title;
    const char* left;
  };
  const Row rows[] = {
      {"关于某名单的公告-中华人民共和国民政部", "关于某名单的公告"},
      {"关于某名单的公告_通知公告_某省民政厅", "关于某名单的公告"},
      {"关于某名单的公告--社会--人民网", "关于某名单的公告"},
      {"关于某名单的公告__2022年第3号公报_中国政府网", "关于某名单的公告"},
      {"关于某名单的公告 - 某商会 - Powered by Discuz!", "关于某名单的公告"},
      {"关于某名单的公告 | 某学会", "关于某名单的公告"},
      {"某某网——关于某名单的公告", "关于某名单的公告"},
      {"2020-2021年度检查结果的公告", "2020-2021年度检查结果的公告"},
      {"打击非法社会组织——守护清朗空间，共建和谐社会", "打击非法社会组织——守护清朗空间，共建和谐社会"},
      {"公告_某网", "公告_某网"},
      {"关于\r\n某名单的\n公告", "关于 某名单的 公告"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.title);
    CHECK(without_site_name(row.title, std::string("某某网")) == row.left);
  }
}
