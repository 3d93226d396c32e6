#include "cli/index_archive.hpp"

#include <fstream>
#include <iterator>

#include "archive/cdxj.hpp"
#include "archive/warc_writer.hpp"
#include "cli/output_file.hpp"

namespace mingdan {
namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Result<void> index_file(const std::string& folder, const std::string& file) {
  const auto path = folder + "/" + file + ".cdxj";
  const auto present = text_of_file(path);
  const auto index = cdxj_index(folder, file, present);
  if (!index) return std::unexpected(index.error());
  if (*index == present) return {};
  auto output = OutputFile::open(path, true);
  if (!output) return std::unexpected(output.error());
  if (auto written = output->write(*index); !written) return written;
  return output->commit();
}

}  // namespace

Result<void> index_archive(const std::string& folder) {
  for (const auto& file : warc_files_in(folder))
    if (auto indexed = index_file(folder, file); !indexed) return indexed;
  return {};
}

}  // namespace mingdan
