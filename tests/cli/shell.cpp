#include "tests/cli/shell.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/store/temporary_folder.hpp"

namespace mingdan::test {
namespace {

std::string content_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

ShellRun run_in(const std::string& folder, const std::string& command) {
  const TemporaryFolder results;
  const auto whole = "cd '" + folder + "' && mingdan='" MINGDAN_BINARY "' && unset MINGDAN_DATA && {\n" + command +
                     "\n} >'" + results.file("out") + "' 2>'" + results.file("err") + "' </dev/null";
  const int status = std::system(whole.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content_of(results.file("out")),
          content_of(results.file("err"))};
}

}  // namespace mingdan::test
