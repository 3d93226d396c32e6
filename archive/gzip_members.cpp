#include "archive/gzip_members.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace mingdan {
namespace {

constexpr std::size_t kChunk = 65536;
constexpr int kGzipOnly = 15 + 16;
constexpr int kMemory = 8;
constexpr std::string_view kMagic("\x1f\x8b\x08", 3);
constexpr std::string_view kWarc = "WARC/";
constexpr std::size_t kTrial = 2048;  ///< packed bytes that are enough to unpack the first few of a member

Bytef* as_bytes(const char* text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text)); }

/// Unpacks a few bytes: whether a member with a WARC record begins here.
bool begins_warc(std::string_view packed) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) throw std::bad_alloc();
  std::array<char, kWarc.size()> head{};
  stream.next_in = as_bytes(packed.data());
  stream.avail_in = static_cast<uInt>(std::min(packed.size(), kTrial));
  stream.next_out = as_bytes(head.data());
  stream.avail_out = head.size();
  inflate(&stream, Z_SYNC_FLUSH);
  inflateEnd(&stream);
  return stream.avail_out == 0 && std::string_view(head.data(), head.size()) == kWarc;
}

}  // namespace

std::optional<std::uint64_t> next_warc_member(OpenFile& file, std::uint64_t from) {
  if (!file.seek(from)) return std::nullopt;
  std::string seen;
  for (bool ended = false; !ended;) {
    const auto kept = seen.size();
    seen.resize(kept + kChunk);
    const auto got = file.read(seen.data() + kept, kChunk);
    if (!got) return std::nullopt;
    seen.resize(kept + *got);
    ended = *got == 0;
    const auto most = ended ? seen.size() : seen.size() - std::min(seen.size(), kTrial);
    for (auto at = seen.find(kMagic); at < most; at = seen.find(kMagic, at + 1))
      if (begins_warc(std::string_view(seen).substr(at))) return from + at;
    seen.erase(0, most);
    from += most;
  }
  return std::nullopt;
}

std::string gzip_member(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipOnly, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = as_bytes(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = as_bytes(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

struct GzipMembers::State {
  State(OpenFile opened, std::uint64_t offset, std::size_t limit) : file(std::move(opened)), at(offset), most(limit) {
    ended = !file.seek(offset);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { inflateEnd(&stream); }

  Result<bool> fill();
  Result<void> unpack(GzipMember& member);
  static Error damage(const char* why) { return {"damaged_archive", why}; }

  OpenFile file;
  std::uint64_t at;         ///< where the next member begins
  std::size_t most;
  std::string stored;       ///< bytes read, from `used` on not unpacked yet
  std::size_t used = 0;
  z_stream stream{};
  std::uint64_t reached = 0;  ///< how far next() came in the file
  std::uint64_t reread = 0;
  bool ended = false;
};

/// More bytes of the file; false at its end.
Result<bool> GzipMembers::State::fill() {
  stored.resize(kChunk);
  used = 0;
  const auto got = file.read(stored.data(), kChunk);
  if (!got) return std::unexpected(got.error());
  stored.resize(*got);
  return *got > 0;
}

Result<void> GzipMembers::State::unpack(GzipMember& member) {
  std::string chunk(kChunk, '\0');
  int status = Z_OK;
  while (status != Z_STREAM_END) {
    if (used == stored.size()) {
      const auto more = fill();
      if (!more) return std::unexpected(more.error());
      if (!*more) return std::unexpected(damage("the record is cut off"));
    }
    const auto waiting = stored.size() - used;
    stream.next_in = as_bytes(stored.data() + used);
    stream.avail_in = static_cast<uInt>(waiting);
    stream.next_out = as_bytes(chunk.data());
    stream.avail_out = kChunk;
    status = inflate(&stream, Z_NO_FLUSH);
    used += waiting - stream.avail_in;
    member.end += waiting - stream.avail_in;
    if (status != Z_OK && status != Z_STREAM_END) return std::unexpected(damage("no gzip data, or broken gzip data"));
    member.bytes.append(chunk, 0, kChunk - stream.avail_out);
    if (member.bytes.size() > most)
      return std::unexpected(damage("the record is larger than any that is archived here"));
  }
  return {};
}

GzipMembers::GzipMembers(OpenFile file, std::uint64_t offset, std::size_t most)
    : state_(new State(std::move(file), offset, most)) {}
GzipMembers::GzipMembers(GzipMembers&&) noexcept = default;
GzipMembers& GzipMembers::operator=(GzipMembers&&) noexcept = default;
GzipMembers::~GzipMembers() = default;

Result<std::optional<GzipMember>> GzipMembers::next() {
  auto& state = *state_;
  if (!state.ended && state.used == state.stored.size()) {
    const auto more = state.fill();
    if (!more) return std::unexpected(more.error());
    state.ended = !*more;
  }
  if (state.ended) return std::optional<GzipMember>{};
  inflateEnd(&state.stream);
  state.stream = {};
  if (inflateInit2(&state.stream, kGzipOnly) != Z_OK) throw std::bad_alloc();
  GzipMember member{state.at, state.at, {}};
  if (auto unpacked = state.unpack(member); !unpacked) {
    state.ended = true;
    state.reached = member.end;
    return std::unexpected(unpacked.error());
  }
  state.at = member.end;
  return member;
}

bool GzipMembers::resume() {
  auto& state = *state_;
  const auto reached = std::max(state.reached, state.at + 1);
  state.reread += reached - state.at;
  const auto found = next_warc_member(state.file, state.reread > kMostReread ? reached : state.at + 1);
  if (!found || !state.file.seek(*found)) return false;
  state.at = *found;
  state.stored.clear();
  state.used = 0;
  state.ended = false;
  return true;
}

std::uint64_t GzipMembers::offset() const { return state_->at; }

}  // namespace mingdan
