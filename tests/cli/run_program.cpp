#include "tests/cli/run_program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/archive/written_files.hpp"
#include "tests/store/temporary_folder.hpp"

namespace mingdan::test {
namespace {

constexpr unsigned kSeconds = 60;

void redirect(int descriptor, const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags, 0600);
  if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(120);
  ::close(file);
}

[[noreturn]] void execute(const std::vector<std::string>& arguments, unsigned long long max_file_bytes) {
  std::vector<std::string> words{MINGDAN_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string home = "HOME=/nonexistent";
  std::string path = "PATH=/usr/bin:/bin";
  char* const environment[] = {home.data(), path.data(), nullptr};
  if (max_file_bytes > 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{max_file_bytes, max_file_bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ::alarm(kSeconds);
  ::execve(MINGDAN_BINARY, argv.data(), environment);
  ::_exit(121);
}

}  // namespace

Outcome run_mingdan(const std::vector<std::string>& arguments, const RunOptions& options) {
  const TemporaryFolder folder;
  write_file(folder.file("in"), options.input);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    redirect(STDIN_FILENO, folder.file("in"), O_RDONLY);
    redirect(STDOUT_FILENO, options.output.empty() ? folder.file("out") : options.output, O_WRONLY | O_CREAT);
    redirect(STDERR_FILENO, folder.file("err"), O_WRONLY | O_CREAT);
    execute(arguments, options.max_file_bytes);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait");
  Outcome outcome;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (options.output.empty()) outcome.out = bytes_of(folder.file("out"));
  outcome.err = bytes_of(folder.file("err"));
  return outcome;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace mingdan::test
