#include "publish/record_line.hpp"

#include <cstdint>
#include <optional>
#include <vector>

#include "publish/json_text.hpp"

namespace mingdan {
namespace {

void append_value(std::string& out, std::string_view text) { append_json_string(out, text); }
void append_value(std::string& out, const std::string& text) { append_json_string(out, text); }
void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
void append_value(std::string& out, int value) { append_json_number(out, value); }
void append_value(std::string& out, std::uint64_t value) { append_json_number(out, value); }

void append_value(std::string& out, Span span) {
  out += '[';
  append_json_number(out, span.offset);
  out += ',';
  append_json_number(out, span.end());
  out += ']';
}

template <class T>
void append_value(std::string& out, const std::optional<T>& value) {
  if (value) {
    append_value(out, *value);
  } else {
    out += "null";
  }
}

/// A comma unless it opens the object or array, the key, a colon.
void append_key(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += key;
  out += "\":";
}

template <class T>
void append_member(std::string& out, std::string_view key, const T& value) {
  append_key(out, key);
  append_value(out, value);
}

template <class T, class Append>
void append_array(std::string& out, std::string_view key, const std::vector<T>& items, Append append) {
  append_key(out, key);
  out += '[';
  bool first = true;
  for (const T& item : items) {
    if (!first) out += ',';
    first = false;
    append(out, item);
  }
  out += ']';
}

void append_finding(std::string& out, const Finding& finding) {
  out += '{';
  append_member(out, "code", finding.code);
  append_member(out, "severity", name_of(finding.severity));
  append_member(out, "message", finding.message);
  append_member(out, "evidence", finding.evidence);
  out += '}';
}

void append_page(std::string& out, const PageSummary& page) {
  out += '{';
  append_member(out, "sha256", page.sha256);
  append_member(out, "bytes", page.bytes);
  append_member(out, "site", name_of(page.site));
  append_member(out, "state", name_of(page.state));
  append_member(out, "url", page.url);
  append_member(out, "key", page.key);
  append_array(out, "aliases", page.aliases, append_json_string);
  append_member(out, "title", page.title);
  append_member(out, "account", page.account);
  append_member(out, "account_id", page.account_id);
  append_member(out, "author", page.author);
  append_member(out, "published_at", page.published_at);
  append_member(out, "published_origin", page.published_origin);
  append_member(out, "source", page.source);
  append_member(out, "digest", page.digest);
  append_member(out, "source_url", page.source_url);
  append_member(out, "original", page.original);
  append_member(out, "saved_at", page.saved_at);
  append_member(out, "charset", page.charset);
  out += '}';
}

void append_entry(std::string& out, const Entry& entry) {
  out += '{';
  append_member(out, "no", entry.no);
  append_member(out, "name", entry.name);
  append_member(out, "annotation", entry.annotation);
  append_member(out, "lawful_counterpart", entry.lawful_counterpart);
  append_member(out, "enforcing_authority", entry.enforcing_authority);
  append_member(out, "span", entry.span);
  out += '}';
}

template <class T>
std::optional<T> value_of(const std::optional<Cited<T>>& cited) {
  return cited ? std::optional<T>(cited->value) : std::nullopt;
}

template <class T>
std::optional<Span> span_of(const std::optional<Cited<T>>& cited) {
  return cited ? std::optional<Span>(cited->span) : std::nullopt;
}

void append_batch(std::string& out, const std::optional<Cited<Batch>>& cited) {
  const Batch batch = cited ? cited->value : Batch{};
  append_key(out, "batch");
  out += '{';
  append_member(out, "label", batch.label.empty() ? std::optional<std::string>() : batch.label);
  append_member(out, "year", batch.year);
  append_member(out, "ordinal", batch.ordinal);
  out += '}';
}

void append_cumulative(std::string& out, const std::optional<Cited<Cumulative>>& cited) {
  const Cumulative cumulative = cited ? cited->value : Cumulative{};
  append_key(out, "cumulative");
  out += '{';
  append_member(out, "batches", cumulative.batches);
  append_member(out, "organisations", cumulative.organisations);
  append_member(out, "since", cumulative.since);
  out += '}';
}

void append_list(std::string& out, const NameList& list) {
  append_key(out, "list");
  out += '{';
  append_member(out, "heading", value_of(list.heading));
  append_member(out, "carrier", name_of(list.carrier));
  append_member(out, "completeness", name_of(list.completeness));
  append_array(out, "entries", list.entries, append_entry);
  out += '}';
}

void append_cited_value(std::string& out, const Cited<std::string>& cited) { append_value(out, cited.value); }
void append_cited_span(std::string& out, const Cited<std::string>& cited) { append_value(out, cited.span); }

void append_evidence(std::string& out, const Notice& notice) {
  append_key(out, "evidence");
  out += '{';
  append_member(out, "batch", span_of(notice.batch));
  append_member(out, "announced_count", span_of(notice.announced_count));
  append_member(out, "cumulative", span_of(notice.cumulative));
  append_member(out, "campaign_start", span_of(notice.campaign_start));
  append_array(out, "issuers", notice.issuers, append_cited_span);
  append_array(out, "legal_bases", notice.legal_bases, append_cited_span);
  append_array(out, "mentions", notice.mentions, append_cited_span);
  append_member(out, "source_line", span_of(notice.source_line));
  append_member(out, "heading", span_of(notice.list.heading));
  out += '}';
}

void append_notice(std::string& out, const Notice& notice) {
  out += '{';
  append_member(out, "kind", name_of(notice.kind));
  append_member(out, "event", name_of(notice.event));
  append_batch(out, notice.batch);
  append_member(out, "announced_count", value_of(notice.announced_count));
  append_cumulative(out, notice.cumulative);
  append_member(out, "campaign_start", value_of(notice.campaign_start));
  append_array(out, "issuers", notice.issuers, append_cited_value);
  append_array(out, "legal_bases", notice.legal_bases, append_cited_value);
  append_array(out, "mentions", notice.mentions, append_cited_value);
  append_member(out, "source_line", value_of(notice.source_line));
  append_list(out, notice.list);
  append_evidence(out, notice);
  append_array(out, "findings", notice.findings, append_finding);
  out += '}';
}

void append_error(std::string& out, const std::optional<Error>& error) {
  append_key(out, "error");
  if (!error) {
    out += "null";
    return;
  }
  out += '{';
  append_member(out, "code", error->code);
  append_member(out, "message", error->message);
  out += '}';
}

}  // namespace

std::string record_line(const Record& record) {
  std::string out;
  out.reserve(1024);
  out += '{';
  append_member(out, "schema", kRecordSchema);
  append_member(out, "input", record.input.empty() ? std::optional<std::string>() : record.input);
  append_member(out, "record", record.record);
  append_key(out, "page");
  if (record.page) {
    append_page(out, *record.page);
  } else {
    out += "null";
  }
  append_array(out, "notices", record.notices, append_notice);
  append_array(out, "findings", record.findings, append_finding);
  append_error(out, record.error);
  out += '}';
  return out;
}

}  // namespace mingdan
