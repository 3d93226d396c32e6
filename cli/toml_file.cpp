#include "cli/toml_file.hpp"

#include <array>

#include "archive/open_file.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostBytes = 1UL << 20U;

}  // namespace

Error bad_config(const std::string& path, std::uint32_t line, std::string_view why) {
  return {"bad_config", shown_path(path) + " line " + std::to_string(line) + ": " + std::string(why)};
}

Result<std::string> toml_text_of(const std::string& path) {
  auto file = open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto got = file->read(buffer.data(), buffer.size());
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return text;
    text.append(buffer.data(), *got);
    if (text.size() > kMostBytes)
      return std::unexpected(bad_config(path, 1, "larger than 1 MiB; is this the right file?"));
  }
}

}  // namespace mingdan
