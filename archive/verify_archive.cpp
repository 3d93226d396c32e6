#include "archive/verify_archive.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "archive/cdxj.hpp"
#include "archive/check_index.hpp"
#include "archive/gzip_members.hpp"
#include "archive/header_fields.hpp"
#include "archive/open_file.hpp"
#include "archive/page_reader.hpp"
#include "archive/record_fault.hpp"
#include "archive/stored_answer.hpp"
#include "archive/warc_writer.hpp"

namespace mingdan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWarcEnding = ".warc.gz";
constexpr std::string_view kIndexEnding = ".cdxj";

/// A record's id, hashed, and where the record begins.
using RecordMark = std::pair<std::uint64_t, std::uint64_t>;

class Verifier {
 public:
  Verifier(std::string folder, const ArchiveVerification& verification)
      : folder_(std::move(folder)), verification_(verification) {}

  Result<ArchiveCheck> run();

 private:
  void list_files();
  Result<void> check_file(const std::string& file);
  Result<void> check_members(const std::string& file, GzipMembers& members);
  void check_record(const std::string& file, const GzipMember& member);
  Result<void> check_index_of(const std::string& file);
  void check_ids(const std::string& file);
  void check_names();
  void check_acknowledged();
  void damaged(const std::string& file, std::uint64_t offset, std::string what);

  std::string folder_;
  const ArchiveVerification& verification_;
  ArchiveCheck check_;
  std::set<std::string> files_;
  std::set<std::string> indices_;
  std::vector<IndexedRecord> answers_;  ///< of the file being read
  std::vector<RecordMark> marks_;       ///< of the file being read
};

bool is_interrupted(const Error& error) { return error.code == "interrupted"; }

Error interrupted() { return {"interrupted", "the look through the archive was interrupted"}; }

void Verifier::damaged(const std::string& file, std::uint64_t offset, std::string what) {
  ++check_.damage_count;
  if (check_.damages.size() < kMostDamages) check_.damages.push_back({file, offset, std::move(what)});
}

void Verifier::list_files() {
  std::error_code failed;
  for (auto at = fs::directory_iterator(folder_, failed); !failed && at != fs::directory_iterator();
       at.increment(failed)) {
    auto name = at->path().filename().string();
    if (name.ends_with(kWarcEnding))
      files_.insert(std::move(name));
    else if (name.ends_with(std::string(kWarcEnding) + std::string(kIndexEnding)))
      indices_.insert(std::move(name));
  }
  if (failed && failed != std::errc::no_such_file_or_directory)
    damaged("", 0, "the folder can't be listed: " + failed.message());
}

/// Numbers are given without gaps, so one in the middle is a file that was lost.
void Verifier::check_names() {
  std::optional<int> before;
  for (const auto& file : files_) {
    if (!is_warc_name(file)) {
      damaged(file, 0, "the name is none that archive files get; nothing here reads or continues this file");
      continue;
    }
    const int serial = std::atoi(file.substr(file.size() - kWarcEnding.size() - 5, 5).c_str());
    if (before && serial > *before + 1)
      damaged(file, 0, "the file before this one is missing, number " + std::to_string(serial - 1));
    before = serial;
  }
  for (const auto& index : indices_)
    if (!files_.contains(index.substr(0, index.size() - kIndexEnding.size())))
      damaged(index, 0, "the archive file of this index is missing");
}

void Verifier::check_acknowledged() {
  for (const auto& [file, until] : verification_.acknowledged) {
    std::error_code failed;
    const auto size = fs::file_size(folder_ + "/" + file, failed);
    if (failed)
      damaged(file, 0, "the file is missing, though its records were taken into the store");
    else if (size < until)
      damaged(file, size,
              "the file ends before records that were taken into the store, at byte " + std::to_string(until));
  }
}

void Verifier::check_record(const std::string& file, const GzipMember& member) {
  const auto head = read_header_block(member.bytes);
  auto fault = fault_in_record(member.bytes, head);
  if (!fault && member.offset == 0) fault = fault_in_first_record(head, file);
  if (fault) return damaged(file, member.offset, std::move(*fault));
  ++check_.records;
  marks_.emplace_back(hash_of_line(field_named(head.fields, "WARC-Record-ID").value_or("")), member.offset);
  const auto answer = stored_response_in(member, head);
  if (!answer) return;
  ++(answer->revisit ? check_.revisits : check_.responses);
  answers_.push_back({hash_of_line(cdxj_line(*answer, file)), member.offset});
}

void Verifier::check_ids(const std::string& file) {
  std::ranges::sort(marks_);
  for (std::size_t at = 1; at < marks_.size(); ++at)
    if (marks_[at].first == marks_[at - 1].first)
      damaged(file, marks_[at].second,
              "the record stands here once more; before at byte " + std::to_string(marks_[at - 1].second));
}

Result<void> Verifier::check_members(const std::string& file, GzipMembers& members) {
  while (true) {
    if (verification_.stopped()) return std::unexpected(interrupted());
    const auto member = members.next();
    if (member && !*member) return {};
    if (member) {
      check_record(file, **member);
      continue;
    }
    if (is_interrupted(member.error())) return std::unexpected(member.error());
    damaged(file, members.offset(), member.error().message);
    if (!members.resume()) return {};
  }
}

Result<void> Verifier::check_index_of(const std::string& file) {
  const auto index = file + std::string(kIndexEnding);
  const auto behind = check_index(
      folder_ + "/" + index, std::move(answers_),
      [&](bool in_index, std::uint64_t offset, const char* what) { damaged(in_index ? index : file, offset, what); });
  if (behind) {
    check_.not_indexed += *behind;
  } else {
    if (is_interrupted(behind.error())) return std::unexpected(behind.error());
    damaged(index, 0, behind.error().message);
  }
  return {};
}

Result<void> Verifier::check_file(const std::string& file) {
  const auto path = folder_ + "/" + file;
  ++check_.files;
  auto opened = open_for_reading(path);
  if (!opened) {
    damaged(file, 0, opened.error().message);
    return {};
  }
  std::error_code ignored;
  const auto size = fs::file_size(path, ignored);
  check_.bytes += size;
  answers_.clear();
  marks_.clear();
  GzipMembers members(std::move(*opened), 0, kMaxRecordBytes);
  if (auto read = check_members(file, members); !read) return read;
  check_ids(file);
  return check_index_of(file);
}

Result<ArchiveCheck> Verifier::run() {
  list_files();
  check_names();
  for (const auto& file : files_)
    if (auto checked = check_file(file); !checked) return std::unexpected(checked.error());
  check_acknowledged();
  std::ranges::stable_sort(check_.damages, [](const ArchiveDamage& left, const ArchiveDamage& right) {
    return std::tie(left.file, left.offset) < std::tie(right.file, right.offset);
  });
  return std::move(check_);
}

}  // namespace

Result<ArchiveCheck> verify_archive(const std::string& folder, const ArchiveVerification& verification) {
  return Verifier(folder, verification).run();
}

}  // namespace mingdan
