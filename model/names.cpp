#include <array>
#include <utility>

#include "model/document.hpp"
#include "model/fetch_state.hpp"
#include "model/finding.hpp"
#include "model/notice.hpp"
#include "model/page_role.hpp"

namespace mingdan {
namespace {

template <class E, std::size_t N>
using NameTable = std::array<std::pair<E, std::string_view>, N>;

template <class E, std::size_t N>
std::string_view name_in(const NameTable<E, N>& table, E value) {
  for (const auto& [key, name] : table)
    if (key == value) return name;
  return {};
}

template <class E, std::size_t N>
std::optional<E> value_in(const NameTable<E, N>& table, std::string_view name) {
  for (const auto& [value, text] : table)
    if (text == name) return value;
  return std::nullopt;
}

constexpr NameTable<Severity, 3> kSeverities{{
    {Severity::info, "info"},
    {Severity::warning, "warning"},
    {Severity::error, "error"},
}};

constexpr NameTable<Site, 7> kSites{{
    {Site::wechat, "wechat"},
    {Site::mca, "mca"},
    {Site::chinanpo, "chinanpo"},
    {Site::cac, "cac"},
    {Site::gov, "gov"},
    {Site::press, "press"},
    {Site::unknown, "unknown"},
}};

constexpr NameTable<PageState, 21> kPageStates{{
    {PageState::article, "article"},
    {PageState::image_post, "image_post"},
    {PageState::text_post, "text_post"},
    {PageState::video, "video"},
    {PageState::repost_card, "repost_card"},
    {PageState::list_page, "list_page"},
    {PageState::empty_list, "empty_list"},
    {PageState::deleted, "deleted"},
    {PageState::violation, "violation"},
    {PageState::infringement, "infringement"},
    {PageState::account_gone, "account_gone"},
    {PageState::migrated, "migrated"},
    {PageState::bad_parameters, "bad_parameters"},
    {PageState::expired, "expired"},
    {PageState::temporary, "temporary"},
    {PageState::captcha, "captcha"},
    {PageState::rate_limited, "rate_limited"},
    {PageState::needs_client, "needs_client"},
    {PageState::challenge, "challenge"},
    {PageState::shell, "shell"},
    {PageState::unrecognised, "unrecognised"},
}};

constexpr NameTable<NoticeKind, 6> kNoticeKinds{{
    {NoticeKind::website_shutdown, "website_shutdown"},
    {NoticeKind::suspected, "suspected"},
    {NoticeKind::banned, "banned"},
    {NoticeKind::dissuaded, "dissuaded"},
    {NoticeKind::offshore, "offshore"},
    {NoticeKind::lawful_sanction, "lawful_sanction"},
}};

constexpr NameTable<NoticeEvent, 2> kNoticeEvents{{
    {NoticeEvent::add, "add"},
    {NoticeEvent::remove, "remove"},
}};

constexpr NameTable<Carrier, 9> kCarriers{{
    {Carrier::numbered, "numbered"},
    {Carrier::lines, "lines"},
    {Carrier::inline_sentence, "inline"},
    {Carrier::quoted, "quoted"},
    {Carrier::table, "table"},
    {Carrier::cases, "cases"},
    {Carrier::image, "image"},
    {Carrier::attachment, "attachment"},
    {Carrier::none, "none"},
}};

constexpr NameTable<Completeness, 4> kCompleteness{{
    {Completeness::equal, "equal"},
    {Completeness::is_short, "short"},
    {Completeness::longer, "longer"},
    {Completeness::unknown, "unknown"},
}};

constexpr NameTable<PageRole, 4> kPageRoles{{
    {PageRole::page, "page"},
    {PageRole::list, "list"},
    {PageRole::feed, "feed"},
    {PageRole::sitemap, "sitemap"},
}};

constexpr NameTable<UrlProgress, 4> kUrlProgress{{
    {UrlProgress::waiting, "waiting"},
    {UrlProgress::done, "done"},
    {UrlProgress::gone, "gone"},
    {UrlProgress::failed, "failed"},
}};

}  // namespace

std::string_view name_of(Severity severity) { return name_in(kSeverities, severity); }
std::string_view name_of(Site site) { return name_in(kSites, site); }
std::string_view name_of(PageState state) { return name_in(kPageStates, state); }
std::string_view name_of(NoticeKind kind) { return name_in(kNoticeKinds, kind); }
std::string_view name_of(NoticeEvent event) { return name_in(kNoticeEvents, event); }
std::string_view name_of(Carrier carrier) { return name_in(kCarriers, carrier); }
std::string_view name_of(Completeness completeness) { return name_in(kCompleteness, completeness); }
std::string_view name_of(PageRole role) { return name_in(kPageRoles, role); }
std::string_view name_of(UrlProgress progress) { return name_in(kUrlProgress, progress); }

std::optional<Severity> severity_named(std::string_view name) { return value_in(kSeverities, name); }
std::optional<Site> site_named(std::string_view name) { return value_in(kSites, name); }
std::optional<PageState> page_state_named(std::string_view name) { return value_in(kPageStates, name); }
std::optional<NoticeKind> notice_kind_named(std::string_view name) { return value_in(kNoticeKinds, name); }
std::optional<NoticeEvent> notice_event_named(std::string_view name) { return value_in(kNoticeEvents, name); }
std::optional<Carrier> carrier_named(std::string_view name) { return value_in(kCarriers, name); }
std::optional<Completeness> completeness_named(std::string_view name) { return value_in(kCompleteness, name); }
std::optional<PageRole> page_role_named(std::string_view name) { return value_in(kPageRoles, name); }
std::optional<UrlProgress> url_progress_named(std::string_view name) { return value_in(kUrlProgress, name); }

}  // namespace mingdan
