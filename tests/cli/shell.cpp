#include "tests/cli/shell.hpp"

#include <sys/wait.h>

#include <cstdlib>

#include "tests/cli/run_program.hpp"
#include "tests/store/temporary_folder.hpp"

namespace mingdan::test {

ShellRun run_in(const std::string& folder, const std::string& command) {
  const TemporaryFolder results;
  const auto whole = "cd '" + folder + "' && mingdan='" MINGDAN_BINARY "' && unset MINGDAN_DATA && {\n" + command +
                     "\n} >'" + results.file("out") + "' 2>'" + results.file("err") + "' </dev/null";
  const int status = std::system(whole.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), bytes_of(results.file("out")),
          bytes_of(results.file("err"))};
}

}  // namespace mingdan::test
