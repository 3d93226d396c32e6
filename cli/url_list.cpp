#include "cli/url_list.hpp"

#include "archive/open_file.hpp"
#include "fetch/fetch_url.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostBytes = 16UL << 20U;

Result<std::string> whole_file(const std::string& path) {
  auto file = path == "-" ? Result<OpenFile>(standard_input()) : open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  std::string text;
  std::string buffer(1UL << 16U, '\0');
  while (text.size() <= kMostBytes) {
    const auto got = file->read(buffer.data(), buffer.size());
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return text;
    text.append(buffer, 0, *got);
  }
  return std::unexpected(Error{"too_large", shown_path(path) + ": a list of addresses has at most 16 MiB"});
}

}  // namespace

Result<std::vector<std::string>> urls_listed_in(const std::string& path) {
  const auto text = whole_file(path);
  if (!text) return std::unexpected(text.error());
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  std::string_view rest = *text;
  if (rest.starts_with(kMark)) rest.remove_prefix(kMark.size());
  std::vector<std::string> urls;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.starts_with('#')) continue;
    auto url = fetchable_url(line);
    if (!url)
      return std::unexpected(
          Error{"bad_url_list", shown_path(path) + ":" + std::to_string(number) + ": " + url.error().message});
    urls.push_back(std::move(*url));
  }
  return urls;
}

}  // namespace mingdan
