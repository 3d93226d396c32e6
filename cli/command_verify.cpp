#include "cli/command_verify.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/stored_answer.hpp"
#include "archive/verify_archive.hpp"
#include "cli/log.hpp"
#include "cli/report_failure.hpp"
#include "cli/stop_signals.hpp"
#include "store/fetch_ledger.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan {
namespace {

constexpr const char* kFooter =
    "Reads every record in DATA/archive again and compares it with its digests, looks whether the indices say what "
    "the\n"
    "files hold, whether every answer that the store knows of is there, and whether the database is whole. Each "
    "damage\n"
    "is one line on stderr. Changes nothing; may run while nothing else works on the data folder.\n"
    "\n"
    "Exit codes: 0 all is whole; 1 something is damaged, or could not be read; 2 wrong usage, or there is no store.";

std::string counted(std::uint64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

/// Answers that the ledger has a line for must begin where it says.
Result<std::vector<std::string>> missing_answers(FetchLedger& ledger, const std::string& folder,
                                                 const std::vector<ArchiveFileState>& files) {
  std::vector<std::string> missing;
  for (const auto& file : files) {
    std::set<std::uint64_t> offsets;
    // Damage in it is told by verify_archive().
    (void)responses_after(folder + "/" + file.file, 0, [&](const StoredResponse& response) {
      offsets.insert(response.offset);
      return !stop_requested();
    });
    const auto attempts = ledger.attempts_in(file.file);
    if (!attempts) return std::unexpected(attempts.error());
    for (const auto& attempt : *attempts)
      if (attempt.archive_offset && !offsets.contains(*attempt.archive_offset))
        missing.push_back("archive/" + file.file + ": at byte " + std::to_string(*attempt.archive_offset) +
                          ": the store knows an answer of " + attempt.url + " here, but there is none");
  }
  return missing;
}

Result<std::vector<std::string>> damages_of_store(Store& store, const std::string& folder,
                                                  const std::vector<ArchiveFileState>& files) {
  auto damages = store.damages();
  if (!damages) return damages;
  const auto missing = missing_answers(store.fetch_ledger(), folder, files);
  if (!missing) return missing;
  damages->insert(damages->end(), missing->begin(), missing->end());
  return damages;
}

}  // namespace

void set_up_verify(CLI::App& verb, VerifyOptions&) { verb.footer(kFooter); }

ExitCode run_verify(const VerifyOptions&, const GlobalOptions& global) {
  const auto folder = data_folder(global);
  if (!folder) return report_failure(folder.error());
  auto store = open_sqlite_store_for_reading(*folder);
  if (!store) return report_failure(store.error());
  const auto files = (*store)->fetch_ledger().archive_files();
  if (!files) return report_failure(files.error());
  const auto archive_folder = *folder + "/archive";
  ArchiveVerification wanted;
  for (const auto& file : *files) wanted.acknowledged.push_back({file.file, file.known_until});
  wanted.stopped = [] { return stop_requested().has_value(); };
  const auto archive = verify_archive(archive_folder, wanted);
  if (!archive) return report_failure(archive.error());
  const auto damages = damages_of_store(**store, archive_folder, *files);
  if (!damages) return report_failure(damages.error());
  for (const auto& damage : archive->damages)
    log_error("archive/" + damage.file + ": at byte " + std::to_string(damage.offset) + ": " + damage.what);
  for (const auto& damage : *damages) log_error(damage);
  const auto count = archive->damage_count + damages->size();
  log_summary("verified " + counted(archive->records, "record") + " in " + counted(archive->files, "archive file") +
              " and the store: " + (count == 0 ? "all whole" : counted(count, "damage")));
  return stop_requested().value_or(count == 0 ? ExitCode::done : ExitCode::failed);
}

}  // namespace mingdan
