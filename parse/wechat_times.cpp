#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "parse/wechat_fields.hpp"
#include "text/dates.hpp"

namespace mingdan {
namespace {

struct PublishedTime {
  std::string when;    ///< record form
  std::string origin;
  std::optional<Span> span;
};

std::optional<std::string> unix_time(std::string_view digits) {
  long long seconds = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return beijing_time(seconds);
}

void add_time(std::vector<PublishedTime>& times, const std::optional<ScriptValue>& value, std::string_view origin) {
  if (!value) return;
  auto when = unix_time(value->text);
  if (!when) when = absolute_date_in(value->text);
  if (when) times.push_back({std::move(*when), std::string(origin), value->span});
}

/// The time that the page shows, unless it is relative (昨天, 3天前) or without a year.
void add_shown_time(std::vector<PublishedTime>& times, const HtmlTree& tree, std::string_view id,
                    std::string_view origin) {
  const auto element = tree.first(id);
  if (!element) return;
  if (auto when = absolute_date_in(tree.text_of(*element)))
    times.push_back({std::move(*when), std::string(origin), element->inner()});
}

/// Best first: seconds since 1970, then the minute, then the day.
std::vector<PublishedTime> published_times(const HtmlTree& tree, const WechatScripts& scripts) {
  std::vector<PublishedTime> times;
  add_time(times, assigned_value(scripts, "ct"), "ct");
  add_time(times, data_value(scripts, "ori_create_time"), "ori_create_time");
  add_time(times, assigned_value(scripts, "oriCreateTime"), "oriCreateTime");
  if (times.empty()) {
    add_time(times, assigned_value(scripts, "create_time"), "create_time");
    add_time(times, data_value(scripts, "create_timestamp"), "create_timestamp");
    add_time(times, data_value(scripts, "ori_send_time"), "ori_send_time");
  }
  add_time(times, assigned_value(scripts, "createTime"), "createTime");
  if (times.empty()) add_time(times, data_value(scripts, "create_time"), "create_time");
  add_time(times, assigned_value(scripts, "publish_time"), "publish_time");
  add_shown_time(times, tree, "#post-date", "post-date");
  add_shown_time(times, tree, "#publish_time", "publish_time element");
  return times;
}

std::optional<std::chrono::sys_days> days_of(std::string_view when) {
  const auto number = [when](std::size_t at, std::size_t length) {
    int value = 0;
    const auto part = when.substr(at, length);
    std::from_chars(part.data(), part.data() + part.size(), value);
    return value;
  };
  if (when.size() < 10) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days(day);
}

/// Apart by more than a day; the neighbouring day is a matter of the saver's clock or of midnight.
bool disagree(std::string_view left, std::string_view right) {
  const auto one = days_of(left);
  const auto other = days_of(right);
  return one && other && std::abs((*one - *other).count()) > 1;
}

}  // namespace

void set_wechat_times(const HtmlTree& tree, const WechatScripts& scripts, Document& document) {
  auto& page = document.page;
  for (const auto& value : {assigned_value(scripts, "svr_time"), data_value(scripts, "svr_time")})
    if (const auto when = value ? unix_time(value->text) : std::nullopt) {
      page.saved_at = when;
      break;
    }
  const auto times = published_times(tree, scripts);
  if (times.empty()) return;
  page.published_at = times.front().when;
  page.published_origin = times.front().origin;
  for (const auto& time : times)
    if (disagree(times.front().when, time.when))
      document.findings.push_back({"date_conflict", Severity::warning,
                                   "published " + times.front().when + " by " + times.front().origin + " but " +
                                       time.when + " by " + time.origin,
                                   time.span ? time.span : times.front().span});
}

}  // namespace mingdan
