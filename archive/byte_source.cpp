#include "archive/byte_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "archive/gzip_members.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kChunk = 65536;
constexpr int kGzipOnly = 15 + 16;
constexpr std::string_view kWarc = "WARC/";

/// Where a gzip member begins: counted in unpacked bytes and in bytes as stored.
struct MemberStart {
  std::uint64_t unpacked;
  std::uint64_t stored;
};

}  // namespace

struct ByteSource::State {
  State(OpenFile opened, bool packed) : file(std::move(opened)), is_packed(packed) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (unpacking) inflateEnd(&stream);
  }

  void fill(std::size_t size);
  void read_stored();
  void unpack();
  void begin_member();
  void fail(std::string why, MemberStart where);
  bool resume();
  [[nodiscard]] std::uint64_t stored_position() const { return stored_end - stored.size() + used; }
  [[nodiscard]] MemberStart here() const { return {position + ready.size() - taken, stored_position()}; }

  OpenFile file;
  std::string ready;           ///< unpacked bytes; those before `taken` are used up
  std::size_t taken = 0;
  std::uint64_t position = 0;  ///< unpacked bytes used up so far
  std::string stored;          ///< bytes read and not unpacked yet, from `used` on
  std::size_t used = 0;
  std::uint64_t stored_end = 0;  ///< bytes read from the file so far
  std::deque<MemberStart> members;
  z_stream stream{};
  MemberStart failed_at{};  ///< where the member begins that could not be read
  std::uint64_t reread = 0;
  bool begun = false;
  bool is_packed;
  bool unpacking = false;
  bool ended = false;
  bool told = false;
  std::optional<Error> error;
};

void ByteSource::State::fail(std::string why, MemberStart where) {
  ended = true;
  failed_at = where;
  error = Error{"damaged_archive", shown_path(file.path()) + ": " + std::move(why)};
}

/// Reads once more behind what is left over.
void ByteSource::State::read_stored() {
  stored.erase(0, used);
  used = 0;
  const auto kept = stored.size();
  stored.resize(kept + kChunk);
  const auto got = file.read(stored.data() + kept, kChunk);
  stored.resize(kept + got.value_or(0));
  stored_end += got.value_or(0);
  if (!got) {
    error = got.error();
    ended = true;
  } else if (*got == 0) {
    ended = true;
    if (unpacking) fail("the gzip data ends too early; fetch or copy the file again", members.back());
  }
}

void ByteSource::State::begin_member() {
  while (stored.size() - used < 3 && !ended) read_stored();
  const auto rest = std::string_view(stored).substr(used);
  if (rest.empty() || error) return;
  ended = false;
  if (!is_gzip(rest)) {
    if (rest.find_first_not_of('\0') == std::string_view::npos) {  // padding behind the last member
      used = stored.size();
      return;
    }
    return fail("there are bytes where gzip data should be; fetch or copy the file again", here());
  }
  members.push_back(here());
  stream = z_stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return fail("no memory to unpack it", here());
  unpacking = true;
}

void ByteSource::State::unpack() {
  if (!unpacking) {
    begin_member();
    if (!unpacking) return;
  }
  if (used == stored.size()) {
    read_stored();
    if (used == stored.size()) return;
  }
  std::array<char, kChunk> buffer{};
  stream.next_in = reinterpret_cast<Bytef*>(stored.data() + used);
  stream.avail_in = static_cast<uInt>(stored.size() - used);
  stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
  stream.avail_out = static_cast<uInt>(buffer.size());
  const int status = inflate(&stream, Z_NO_FLUSH);
  used = stored.size() - stream.avail_in;
  ready.append(buffer.data(), buffer.size() - stream.avail_out);
  if (status == Z_OK || status == Z_BUF_ERROR) return;
  inflateEnd(&stream);
  unpacking = false;
  if (status != Z_STREAM_END) fail("the gzip data is damaged; fetch or copy the file again", members.back());
}

bool ByteSource::State::resume() {
  if (!is_packed || !error || error->code != "damaged_archive") return false;
  reread += stored_position() - failed_at.stored;
  const auto found = next_warc_member(file, reread > kMostReread ? stored_position() : failed_at.stored + 1);
  if (!found || !file.seek(*found)) return false;
  if (unpacking) inflateEnd(&stream);
  unpacking = false;
  position += ready.size() - taken;
  ready.clear();
  stored.clear();
  members.clear();
  taken = used = 0;
  stored_end = *found;
  ended = told = false;
  error.reset();
  return true;
}

void ByteSource::State::fill(std::size_t size) {
  if (!begun) {
    begun = true;
    while (stored.size() < 3 && !ended) read_stored();
    is_packed = is_packed || is_gzip(stored);
    if (is_packed) ended = false;
  }
  while (ready.size() - taken < size && !error) {
    if (taken > kChunk && taken * 2 > ready.size()) {
      ready.erase(0, taken);
      taken = 0;
    }
    if (is_packed) {
      const auto before = stored_position();
      const auto had = ready.size();
      unpack();
      const bool moved = ready.size() != had || stored_position() != before || unpacking;
      if (!moved) return;
    } else {
      ready.append(stored, used);
      stored.clear();
      used = 0;
      if (ready.size() - taken >= size || ended) return;
      read_stored();
    }
  }
}

ByteSource::ByteSource(OpenFile file, bool packed) : state_(std::make_unique<State>(std::move(file), packed)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::string_view ByteSource::peek(std::size_t size) {
  state_->fill(size);
  return std::string_view(state_->ready).substr(state_->taken, size);
}

void ByteSource::consume(std::size_t size) {
  size = std::min(size, state_->ready.size() - state_->taken);
  state_->taken += size;
  state_->position += size;
  auto& members = state_->members;
  while (members.size() > 1 && members[1].unpacked <= state_->position) members.pop_front();
}

std::uint64_t ByteSource::skip_record(std::uint64_t size) {
  std::uint64_t skipped = 0;
  while (skipped < size) {
    auto step = peek(static_cast<std::size_t>(std::min<std::uint64_t>(size - skipped, kChunk))).size();
    if (step == 0) break;
    const auto& members = state_->members;
    const auto next = std::ranges::upper_bound(members, state_->position, {}, &MemberStart::unpacked);
    const bool at_member = next != members.end() && next->unpacked - state_->position <= step;
    if (at_member) step = static_cast<std::size_t>(next->unpacked - state_->position);
    consume(step);
    skipped += step;
    if (at_member && skipped < size && peek(kWarc.size()) == kWarc) break;
  }
  return skipped;
}

std::optional<std::uint64_t> ByteSource::stored_offset() const {
  const auto& state = *state_;
  if (!state.is_packed) return state.position;
  if (state.members.empty() || state.members.front().unpacked != state.position) return std::nullopt;
  return state.members.front().stored;
}

const std::optional<Error>& ByteSource::error() const { return state_->error; }

std::optional<Error> ByteSource::take_error() {
  if (state_->told) return std::nullopt;
  state_->told = state_->error.has_value();
  return state_->error;
}

bool ByteSource::stands_in_damage() const { return state_->error && state_->failed_at.unpacked < state_->position; }

bool ByteSource::resume() { return state_->resume(); }

}  // namespace mingdan
