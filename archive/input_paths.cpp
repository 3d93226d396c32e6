#include "archive/input_paths.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "archive/header_fields.hpp"
#include "archive/open_file.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 9> kEndings{".html", ".htm", ".shtml", ".mht",  ".mhtml",
                                                   ".md",   ".txt", ".warc",  ".jsonl"};
constexpr std::string_view kPackedEnding = ".warc.gz";
constexpr std::size_t kLongestPath = 4096;  // PATH_MAX

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

bool has_known_ending(std::string_view path) {
  const auto name = lower_case(path.substr(path.rfind('/') + 1));
  return name.ends_with(kPackedEnding) ||
         std::ranges::any_of(kEndings, [&](std::string_view ending) { return name.ends_with(ending); });
}

std::string joined(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.ends_with('/')) path += '/';
  return path.append(name);
}

/// What a name in a folder is: never a folder behind a symbolic link, so that no link leads round in a circle.
void sort_in(const std::string& path, std::vector<std::string>& folders, std::vector<InputPath>& files) {
  struct stat link{};
  if (lstat(path.c_str(), &link) == 0 && S_ISDIR(link.st_mode)) return folders.push_back(path);
  if (!has_known_ending(path)) return;
  struct stat target{};
  if (stat(path.c_str(), &target) != 0) return files.push_back({path, open_error(path, errno)});
  if (S_ISDIR(target.st_mode)) return;
  if (!S_ISREG(target.st_mode)) return files.push_back({path, not_a_file(path)});
  files.push_back({path, std::nullopt});
}

std::vector<InputPath> files_below(const std::string& top) {
  std::vector<InputPath> files;
  std::vector<std::string> folders{top};
  while (!folders.empty()) {
    const auto folder = std::move(folders.back());
    folders.pop_back();
    const std::unique_ptr<DIR, CloseFolder> entries(opendir(folder.c_str()));
    if (!entries) {
      files.push_back({folder, open_error(folder, errno)});
      continue;
    }
    errno = 0;
    while (const auto* entry = readdir(entries.get())) {
      const std::string_view name(static_cast<const char*>(entry->d_name));
      if (name != "." && name != "..") sort_in(joined(folder, name), folders, files);
      errno = 0;
    }
    if (errno != 0) files.push_back({folder, open_error(folder, errno)});
  }
  std::ranges::sort(files, {}, &InputPath::path);
  return files;
}

Error bad_list(const std::string& list, const std::string& why) {
  return {"bad_path_list", "the list of paths " + shown_path(list) + " " + why};
}

}  // namespace

std::vector<InputPath> input_paths(const std::vector<std::string>& arguments) {
  std::vector<InputPath> inputs;
  for (const auto& argument : arguments) {
    struct stat status{};
    if (argument == "-") {
      inputs.push_back({argument, std::nullopt});
    } else if (stat(argument.c_str(), &status) != 0) {
      inputs.push_back({argument, open_error(argument, errno)});
    } else if (S_ISDIR(status.st_mode)) {
      std::ranges::move(files_below(argument), std::back_inserter(inputs));
    } else if (S_ISREG(status.st_mode)) {
      inputs.push_back({argument, std::nullopt});
    } else {
      inputs.push_back({argument, not_a_file(argument)});
    }
  }
  return inputs;
}

Result<std::vector<std::string>> paths_listed_in(const std::string& list) {
  auto file = list == "-" ? Result<OpenFile>(standard_input()) : open_for_reading(list);
  if (!file) return std::unexpected(file.error());
  std::vector<std::string> paths;
  std::string path;
  std::array<char, 65536> buffer{};
  while (true) {
    const auto got = file->read(buffer.data(), buffer.size());
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    std::string_view bytes(buffer.data(), *got);
    while (!bytes.empty()) {
      const auto end = bytes.find('\0');
      path += bytes.substr(0, end);
      bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
      if (path.size() >= kLongestPath)
        return std::unexpected(bad_list(list,
                                        "holds a path of more than 4096 bytes; end each path with NUL, as "
                                        "`find -print0` does"));
      if (end == std::string_view::npos) continue;
      if (path.empty() || path == "-")
        return std::unexpected(bad_list(list, "holds an empty path or `-`; name files and folders only"));
      paths.push_back(std::move(path));
      path.clear();
    }
  }
  if (path.find('\n') != std::string::npos)
    return std::unexpected(bad_list(list, "has its paths on lines; end each path with NUL, as `find -print0` does"));
  if (!path.empty()) paths.push_back(std::move(path));
  return paths;
}

}  // namespace mingdan
