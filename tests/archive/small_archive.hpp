#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/gzip_members.hpp"
#include "archive/verify_archive.hpp"
#include "archive/warc_writer.hpp"
#include "model/http_exchange.hpp"

namespace mingdan::test {

std::string read_file(const std::string& path);

/// An exchange of 2026-11-24 about https://example.org/NAME with an HTML page of some 3000 bytes that gzip hardly packs.
HttpExchange exchange(const std::string& name);
/// Its page.
std::string page_of(const std::string& name);

WarcOptions warc_options(const std::string& begun_at = "2026-11-24T22:03:30Z");
/// A writer on a folder that must open.
WarcWriter writer_on(const std::string& folder, WarcOptions options = warc_options());

/// The members of a WARC file that is whole.
std::vector<GzipMember> members_in(const std::string& path);

/// A folder's check; nothing acknowledged.
ArchiveCheck verified(const std::string& folder);
/// "FILE@OFFSET: WHAT" for each damage.
std::vector<std::string> damages_in(const std::string& folder);

/// An empty folder in memory where the system has one, for tests that sync thousands of times.
class MemoryFolder {
 public:
  MemoryFolder();
  MemoryFolder(const MemoryFolder&) = delete;
  MemoryFolder& operator=(const MemoryFolder&) = delete;
  ~MemoryFolder();

  [[nodiscard]] std::string path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// Runs `work` in another process, which ends with it; its exit status as waitpid() gives it.
int in_child(const std::function<void()>& work);

}  // namespace mingdan::test
