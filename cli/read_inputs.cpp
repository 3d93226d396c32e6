#include "cli/read_inputs.hpp"

#include <algorithm>

namespace mingdan {

Result<std::vector<InputPath>> inputs_of(const std::vector<std::string>& paths,
                                         const std::optional<std::string>& files0_from, std::string_view verb) {
  const auto usage = [&](const std::string& what) {
    return std::unexpected(Error{"usage", what + "; see `mingdan " + std::string(verb) + " --help`"});
  };
  const auto stdin_uses = std::ranges::count(paths, "-") + (files0_from == "-" ? 1 : 0);
  if (stdin_uses > 1) return usage("standard input (-) is named more than once");
  if (std::ranges::find(paths, "") != paths.end()) return usage("a path is empty");
  if (paths.empty() && !files0_from) return usage("no input: name files or folders, or - for standard input");
  auto all = paths;
  if (files0_from) {
    auto listed = paths_listed_in(*files0_from);
    if (!listed) return std::unexpected(listed.error());
    std::ranges::move(*listed, std::back_inserter(all));
  }
  return input_paths(all);
}

}  // namespace mingdan
