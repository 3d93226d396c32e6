#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "publish/record_line.hpp"

namespace mingdan {
namespace {

using Json = nlohmann::json;

/// Lines nest 6 levels deep; more is not ours, and members that we don't know may have a little room.
constexpr int kMaxDepth = 32;

/// What went wrong first: the name of the member. Reading goes on with empty values, the caller looks at the end.
struct Fault {
  std::string member;

  void at(std::string_view key) {
    if (member.empty()) member = key;
  }
};

bool nests_too_deeply(std::string_view line) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kMaxDepth) return true;
  }
  return false;
}

bool assign(const Json& json, std::string& value) {
  if (!json.is_string()) return false;
  value = json.get_ref<const std::string&>();
  return true;
}

bool assign(const Json& json, bool& value) {
  if (!json.is_boolean()) return false;
  value = json.get<bool>();
  return true;
}

bool assign(const Json& json, std::uint64_t& value) {
  if (!json.is_number_unsigned()) return false;
  value = json.get<std::uint64_t>();
  return true;
}

bool assign(const Json& json, int& value) {
  if (!json.is_number_integer()) return false;
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<int>::max()})
    return false;
  const auto wide = json.get<std::int64_t>();
  if (wide < std::numeric_limits<int>::min()) return false;
  value = static_cast<int>(wide);
  return true;
}

bool assign(const Json& json, Span& span) {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  if (!json.is_array() || json.size() != 2 || !assign(json[0], start) || !assign(json[1], end) || end < start)
    return false;
  span = {start, end - start};
  return true;
}

template <class T>
bool assign(const Json& json, std::optional<T>& value) {
  if (json.is_null()) return true;
  return assign(json, value.emplace());
}

template <class T>
bool assign(const Json& json, std::vector<T>& values) {
  if (!json.is_array()) return false;
  values.resize(json.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!assign(json[i], values[i])) return false;
  return true;
}

template <class T>
void read(const Json& object, const char* key, T& value, Fault& fault) {
  const auto found = object.find(key);
  if (found == object.end() || !assign(*found, value)) fault.at(key);
}

template <class Enum>
void read_name(const Json& object, const char* key, std::optional<Enum> (*named)(std::string_view), Enum& value,
               Fault& fault) {
  std::string name;
  read(object, key, name, fault);
  if (const auto known = named(name)) {
    value = *known;
  } else {
    fault.at(key);
  }
}

const Json& member(const Json& object, const char* key, Json::value_t type, Fault& fault) {
  static const Json kEmptyObject = Json::object();
  static const Json kEmptyArray = Json::array();
  const auto found = object.find(key);
  if (found != object.end() && found->type() == type) return *found;
  fault.at(key);
  return type == Json::value_t::array ? kEmptyArray : kEmptyObject;
}

template <class T, class ReadItem>
void read_array(const Json& object, const char* key, std::vector<T>& items, ReadItem read_item, Fault& fault) {
  for (const Json& json : member(object, key, Json::value_t::array, fault)) {
    if (!json.is_object()) {
      fault.at(key);
      return;
    }
    read_item(json, items.emplace_back(), fault);
  }
}

void read_finding(const Json& json, Finding& finding, Fault& fault) {
  read(json, "code", finding.code, fault);
  read_name(json, "severity", severity_named, finding.severity, fault);
  read(json, "message", finding.message, fault);
  read(json, "evidence", finding.evidence, fault);
}

void read_page(const Json& json, PageSummary& page, Fault& fault) {
  read(json, "sha256", page.sha256, fault);
  read(json, "bytes", page.bytes, fault);
  read_name(json, "site", site_named, page.site, fault);
  read_name(json, "state", page_state_named, page.state, fault);
  read(json, "url", page.url, fault);
  read(json, "key", page.key, fault);
  read(json, "aliases", page.aliases, fault);
  read(json, "title", page.title, fault);
  read(json, "account", page.account, fault);
  read(json, "account_id", page.account_id, fault);
  read(json, "author", page.author, fault);
  read(json, "published_at", page.published_at, fault);
  read(json, "published_origin", page.published_origin, fault);
  read(json, "source", page.source, fault);
  read(json, "digest", page.digest, fault);
  read(json, "source_url", page.source_url, fault);
  read(json, "original", page.original, fault);
  read(json, "saved_at", page.saved_at, fault);
  read(json, "charset", page.charset, fault);
}

void read_entry(const Json& json, Entry& entry, Fault& fault) {
  read(json, "no", entry.no, fault);
  read(json, "name", entry.name, fault);
  read(json, "annotation", entry.annotation, fault);
  read(json, "lawful_counterpart", entry.lawful_counterpart, fault);
  read(json, "enforcing_authority", entry.enforcing_authority, fault);
  read(json, "span", entry.span, fault);
}

std::optional<Span> evidence_of(const Json& evidence, const char* key, Fault& fault) {
  std::optional<Span> span;
  if (evidence.contains(key)) read(evidence, key, span, fault);
  return span;
}

/// The value is there when it or its evidence is: a batch without label, year and ordinal still has its words.
template <class T>
std::optional<Cited<T>> cited(std::optional<T> value, std::optional<Span> span) {
  if (!value && !span) return std::nullopt;
  return Cited<T>{value ? std::move(*value) : T{}, span.value_or(Span{})};
}

template <class T>
std::optional<Cited<T>> read_cited(const Json& json, const char* key, const Json& evidence, Fault& fault) {
  std::optional<T> value;
  read(json, key, value, fault);
  return cited(std::move(value), evidence_of(evidence, key, fault));
}

std::vector<Cited<std::string>> read_cited_list(const Json& json, const char* key, const Json& evidence, Fault& fault) {
  std::vector<std::string> values;
  read(json, key, values, fault);
  std::vector<Span> spans(values.size());
  if (evidence.contains(key)) read(evidence, key, spans, fault);
  if (spans.size() != values.size()) fault.at(key);
  spans.resize(values.size());
  std::vector<Cited<std::string>> list;
  list.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) list.push_back({std::move(values[i]), spans[i]});
  return list;
}

std::optional<Cited<Batch>> read_batch(const Json& json, const Json& evidence, Fault& fault) {
  const Json& object = member(json, "batch", Json::value_t::object, fault);
  std::optional<std::string> label;
  Batch batch;
  read(object, "label", label, fault);
  read(object, "year", batch.year, fault);
  read(object, "ordinal", batch.ordinal, fault);
  batch.label = label.value_or("");
  const bool known = label || batch.year || batch.ordinal;
  return cited(known ? std::optional(batch) : std::nullopt, evidence_of(evidence, "batch", fault));
}

std::optional<Cited<Cumulative>> read_cumulative(const Json& json, const Json& evidence, Fault& fault) {
  const Json& object = member(json, "cumulative", Json::value_t::object, fault);
  Cumulative cumulative;
  read(object, "batches", cumulative.batches, fault);
  read(object, "organisations", cumulative.organisations, fault);
  read(object, "since", cumulative.since, fault);
  const bool known = cumulative.batches || cumulative.organisations || cumulative.since;
  return cited(known ? std::optional(cumulative) : std::nullopt, evidence_of(evidence, "cumulative", fault));
}

void read_notice(const Json& json, Notice& notice, Fault& fault) {
  const Json& evidence = member(json, "evidence", Json::value_t::object, fault);
  read_name(json, "kind", notice_kind_named, notice.kind, fault);
  read_name(json, "event", notice_event_named, notice.event, fault);
  notice.batch = read_batch(json, evidence, fault);
  notice.announced_count = read_cited<int>(json, "announced_count", evidence, fault);
  notice.cumulative = read_cumulative(json, evidence, fault);
  notice.campaign_start = read_cited<std::string>(json, "campaign_start", evidence, fault);
  notice.issuers = read_cited_list(json, "issuers", evidence, fault);
  notice.legal_bases = read_cited_list(json, "legal_bases", evidence, fault);
  notice.mentions = read_cited_list(json, "mentions", evidence, fault);
  notice.source_line = read_cited<std::string>(json, "source_line", evidence, fault);
  const Json& list = member(json, "list", Json::value_t::object, fault);
  notice.list.heading = read_cited<std::string>(list, "heading", evidence, fault);
  read_name(list, "carrier", carrier_named, notice.list.carrier, fault);
  read_name(list, "completeness", completeness_named, notice.list.completeness, fault);
  read_array(list, "entries", notice.list.entries, read_entry, fault);
  read_array(json, "findings", notice.findings, read_finding, fault);
}

std::optional<PageSummary> read_nullable_page(const Json& json, Fault& fault) {
  if (const auto found = json.find("page"); found != json.end() && found->is_null()) return std::nullopt;
  PageSummary page;
  read_page(member(json, "page", Json::value_t::object, fault), page, fault);
  return page;
}

std::optional<Error> read_error(const Json& json, Fault& fault) {
  if (const auto found = json.find("error"); found != json.end() && found->is_null()) return std::nullopt;
  const Json& object = member(json, "error", Json::value_t::object, fault);
  Error error;
  read(object, "code", error.code, fault);
  read(object, "message", error.message, fault);
  return error;
}

Record read_record(const Json& json, Fault& fault) {
  Record record;
  std::optional<std::string> input;
  read(json, "input", input, fault);
  record.input = input.value_or("");
  read(json, "record", record.record, fault);
  record.page = read_nullable_page(json, fault);
  read_array(json, "notices", record.notices, read_notice, fault);
  read_array(json, "findings", record.findings, read_finding, fault);
  record.error = read_error(json, fault);
  return record;
}

std::unexpected<Error> refused(std::string message) {
  return std::unexpected(Error{"bad_record_line", std::move(message)});
}

}  // namespace

Result<Record> read_record_line(std::string_view line) {
  if (nests_too_deeply(line)) return refused("not a record line: nested too deeply");
  const Json json = Json::parse(line, nullptr, false);
  if (json.is_discarded()) return refused("not a record line: not valid JSON");
  if (!json.is_object() || !json.contains("schema") || !json["schema"].is_string())
    return refused("not a record line: it has no schema");
  const auto& schema = json["schema"].get_ref<const std::string&>();
  if (schema != kRecordSchema)
    return refused("schema \"" + schema.substr(0, 64) + "\" is not \"" + std::string(kRecordSchema) +
                   "\"; this version of mingdan cannot read it");
  Fault fault;
  Record record = read_record(json, fault);
  if (!fault.member.empty()) return refused("\"" + fault.member + "\" is missing or of another type");
  return record;
}

}  // namespace mingdan
