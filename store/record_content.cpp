#include "store/record_content.hpp"

#include <concepts>
#include <cstdint>
#include <string_view>
#include <vector>

#include "archive/digest.hpp"

namespace mingdan {
namespace {

/// Every value behind its length, every list behind its count, so that no two contents share their bytes.
void put(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

void put(std::string& out, const std::string& text) { put(out, std::string_view(text)); }
void put(std::string& out, std::integral auto number) { put(out, std::string_view(std::to_string(number))); }

void put(std::string& out, Span span) {
  put(out, span.offset);
  put(out, span.length);
}

void put(std::string& out, const Batch& batch);
void put(std::string& out, const Cumulative& cumulative);
void put(std::string& out, const Notice& notice);
void put(std::string& out, const PageSummary& page);
void put(std::string& out, const Error& error);
template <class T>
void put(std::string& out, const Cited<T>& cited);

template <class T>
void put(std::string& out, const std::optional<T>& value) {
  out += value ? '+' : '-';
  if (value) put(out, *value);
}

template <class T>
void put(std::string& out, const Cited<T>& cited) {
  put(out, cited.value);
  put(out, cited.span);
}

void put(std::string& out, const Batch& batch) {
  put(out, batch.label);
  put(out, batch.year);
  put(out, batch.ordinal);
}

void put(std::string& out, const Cumulative& cumulative) {
  put(out, cumulative.batches);
  put(out, cumulative.organisations);
  put(out, cumulative.since);
}

void put(std::string& out, const Finding& finding) {
  put(out, finding.code);
  put(out, name_of(finding.severity));
  put(out, finding.message);
  put(out, finding.evidence);
}

void put(std::string& out, const Entry& entry) {
  put(out, entry.no);
  put(out, entry.name);
  put(out, entry.annotation);
  put(out, entry.lawful_counterpart);
  put(out, entry.enforcing_authority);
  put(out, entry.span);
}

template <class T>
void put_all(std::string& out, const std::vector<T>& items) {
  put(out, items.size());
  for (const T& item : items) put(out, item);
}

void put(std::string& out, const Notice& notice) {
  put(out, name_of(notice.kind));
  put(out, name_of(notice.event));
  put(out, notice.batch);
  put(out, notice.announced_count);
  put(out, notice.cumulative);
  put(out, notice.campaign_start);
  put_all(out, notice.issuers);
  put_all(out, notice.legal_bases);
  put_all(out, notice.mentions);
  put(out, notice.source_line);
  put(out, notice.list.heading);
  put(out, name_of(notice.list.carrier));
  put(out, name_of(notice.list.completeness));
  put_all(out, notice.list.entries);
  put_all(out, notice.findings);
}

void put(std::string& out, const PageSummary& page) {
  put(out, page.sha256);
  put(out, page.bytes);
  put(out, name_of(page.site));
  put(out, name_of(page.state));
  put(out, page.url);
  put(out, page.key);
  put_all(out, page.aliases);
  put(out, page.title);
  put(out, page.account);
  put(out, page.account_id);
  put(out, page.author);
  put(out, page.published_at);
  put(out, page.published_origin);
  put(out, page.source);
  put(out, page.digest);
  put(out, page.source_url);
  put(out, page.original);
  put(out, page.saved_at);
  put(out, page.charset);
}

void put(std::string& out, const Error& error) {
  put(out, error.code);
  put(out, error.message);
}

}  // namespace

std::string content_digest(const Record& record) {
  std::string content;
  put(content, record.page);
  put_all(content, record.notices);
  put_all(content, record.findings);
  put(content, record.error);
  return sha256_hex(content);
}

}  // namespace mingdan
