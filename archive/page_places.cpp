#include "archive/page_places.hpp"

#include <utility>

#include "archive/byte_source.hpp"
#include "archive/input_kind.hpp"
#include "archive/page_reader.hpp"
#include "archive/record_scan.hpp"

namespace mingdan {

struct PlaceScanner::State {
  explicit State(std::string given) : path(std::move(given)) {}

  std::optional<PagePlace> begin();
  std::optional<PagePlace> begin_damaged_warc();
  std::optional<PagePlace> whole_input();
  PagePlace failed(Error error) const { return {path, record, kind, 0, std::nullopt, std::move(error)}; }

  std::string path;
  std::uint64_t record = 0;
  InputKind kind = InputKind::page;
  std::optional<ByteSource> source;
  bool begun = false;
  bool done = false;
};

/// Opens the input and finds out what it is; a place when that is all there is to it.
std::optional<PagePlace> PlaceScanner::State::begin() {
  begun = true;
  auto file = path == "-" ? Result<OpenFile>(standard_input()) : open_for_reading(path);
  if (!file) {
    done = true;
    return failed(file.error());
  }
  source.emplace(std::move(*file));
  const auto head = source->peek(kSniffBytes);
  kind = kind_of_input(head, path);
  if (kind == InputKind::page && path.ends_with(".warc.gz")) return begin_damaged_warc();
  if (kind != InputKind::page && kind != InputKind::mhtml) return std::nullopt;
  done = true;
  return whole_input();
}

/// A WARC file whose first bytes are lost; what comes behind is looked for.
std::optional<PagePlace> PlaceScanner::State::begin_damaged_warc() {
  if (source->peek(1).empty() && !source->error()) {
    done = true;
    return whole_input();
  }
  auto again = open_for_reading(path);
  if (!again) {
    done = true;
    return failed(again.error());
  }
  kind = InputKind::warc;
  source.emplace(std::move(*again), true);
  return std::nullopt;
}

std::optional<PagePlace> PlaceScanner::State::whole_input() {
  PagePlace place{path, 0, kind, 0, std::nullopt, std::nullopt};
  if (path != "-") return place;
  const auto limit = kind == InputKind::mhtml ? kMaxMhtmlBytes : kMaxPageBytes;
  place.bytes = std::string(source->peek(limit + 1));
  if (source->error()) place.error = source->error();
  return place;
}

PlaceScanner::PlaceScanner(std::string path) : state_(std::make_unique<State>(std::move(path))) {}
PlaceScanner::PlaceScanner(PlaceScanner&&) noexcept = default;
PlaceScanner& PlaceScanner::operator=(PlaceScanner&&) noexcept = default;
PlaceScanner::~PlaceScanner() = default;

std::optional<PagePlace> PlaceScanner::next() {
  auto& state = *state_;
  if (!state.begun)
    if (auto place = state.begin()) return place;
  while (!state.done) {
    const bool by_offset = state.path != "-" && state.kind != InputKind::record_lines;
    auto found = state.kind == InputKind::warc ? next_warc_record(*state.source, by_offset)
                                               : next_line(*state.source, by_offset);
    if (!found) {
      state.done = true;
      break;
    }
    const auto record = state.record++;
    if (!found->wanted) continue;
    return PagePlace{state.path, record, state.kind, found->offset, std::move(found->bytes), std::move(found->error)};
  }
  return std::nullopt;
}

}  // namespace mingdan
