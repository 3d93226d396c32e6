#include "archive/content_ends.hpp"

#include <zlib.h>

#include <array>
#include <memory>
#include <optional>

#include "archive/header_fields.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

constexpr int kGzipOrZlib = 15 + 32;
constexpr int kRawDeflate = -15;
constexpr int kMostLayers = 3;
constexpr std::size_t kHead = 1024;
constexpr std::size_t kTail = 4096;
constexpr std::string_view kMagic = "\x1f\x8b\x08";

Error damaged(const char* why) { return {"damaged_body", std::string("the compressed body is damaged: ") + why}; }

void keep_ends(ContentEnds& ends, std::string_view bytes) {
  ends.size += bytes.size();
  if (ends.head.size() < kHead) ends.head += bytes.substr(0, kHead - ends.head.size());
  if (bytes.size() >= kTail) {
    ends.tail = bytes.substr(bytes.size() - kTail);
    return;
  }
  ends.tail += bytes;
  if (ends.tail.size() > kTail) ends.tail.erase(0, ends.tail.size() - kTail);
}

/// zlib keeps its address, so that it never moves.
struct Inflater {
  explicit Inflater(int window_bits) : ready(inflateInit2(&stream, window_bits) == Z_OK) {}
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }

  z_stream stream{};
  bool ready;
};

/// One layer: takes bytes as they come; what it unpacks goes to the next one, what is not packed to the ends.
class Layer {
 public:
  Layer(int further, std::uint64_t limit, ContentEnds& ends) : further_(further), limit_(limit), ends_(ends) {}

  /// Begins inside a stream that has no gzip header.
  std::optional<Error> open(int window_bits);
  std::optional<Error> take(std::string_view bytes);
  std::optional<Error> end();

 private:
  enum class At { begin, member, between, plain, garbage };

  std::optional<Error> take_magic(std::string_view& bytes);
  std::optional<Error> take_packed(std::string_view& bytes);

  int further_;
  std::uint64_t limit_;
  ContentEnds& ends_;
  At at_ = At::begin;
  std::string held_;  ///< the beginning of what may become a gzip header
  std::unique_ptr<Inflater> inflater_;
  std::unique_ptr<Layer> next_;
  std::uint64_t unpacked_ = 0;
};

std::optional<Error> Layer::open(int window_bits) {
  if (further_ == 0) return Error{"unsupported_encoding", "the body is packed more than three times"};
  inflater_ = std::make_unique<Inflater>(window_bits);
  if (!inflater_->ready) throw std::bad_alloc();
  if (!next_) next_ = std::make_unique<Layer>(further_ - 1, limit_, ends_);
  at_ = At::member;
  return std::nullopt;
}

std::optional<Error> Layer::take(std::string_view bytes) {
  while (!bytes.empty()) {
    std::optional<Error> error;
    if (at_ == At::garbage) return std::nullopt;
    if (at_ == At::plain) {
      keep_ends(ends_, bytes);
      return std::nullopt;
    }
    error = at_ == At::member ? take_packed(bytes) : take_magic(bytes);
    if (error) return error;
  }
  return std::nullopt;
}

std::optional<Error> Layer::take_magic(std::string_view& bytes) {
  held_ += bytes.front();
  bytes.remove_prefix(1);
  if (!kMagic.starts_with(held_)) {
    if (at_ == At::begin) keep_ends(ends_, held_);
    at_ = at_ == At::begin ? At::plain : At::garbage;
    return std::nullopt;
  }
  if (held_.size() < kMagic.size()) return std::nullopt;
  if (auto error = open(kGzipOrZlib)) return error;
  std::string_view header = kMagic;
  held_.clear();
  return take_packed(header);
}

std::optional<Error> Layer::take_packed(std::string_view& bytes) {
  auto& stream = inflater_->stream;
  std::array<char, 16384> buffer{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int status = Z_OK;
  bool full = true;
  while (status == Z_OK && (full || stream.avail_in > 0)) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    status = inflate(&stream, Z_NO_FLUSH);
    full = stream.avail_out == 0;
    const std::string_view got(buffer.data(), buffer.size() - stream.avail_out);
    unpacked_ += got.size();
    if (unpacked_ > limit_)
      return Error{"decoded_too_large", "the body unpacks to more than " + std::to_string(limit_ >> 20U) + " MiB"};
    if (auto error = next_->take(got)) return error;
  }
  bytes.remove_prefix(bytes.size() - stream.avail_in);
  if (status == Z_STREAM_END)
    at_ = At::between;
  else if (status != Z_OK && status != Z_BUF_ERROR)
    return damaged("it is not a valid stream");
  return std::nullopt;
}

std::optional<Error> Layer::end() {
  if (at_ == At::begin) keep_ends(ends_, held_);
  if (at_ == At::member || (at_ == At::between && !held_.empty())) return damaged("it is cut off");
  return next_ ? next_->end() : std::nullopt;
}

/// Of bytes that are packed no more: whether a coding that is named explains why they are no text.
std::optional<Error> left_over(std::string_view head, bool unpacked, const std::string& encoding) {
  if (encoding.empty() || encoding == "identity" || looks_like_text(head)) return std::nullopt;
  const bool gzip = encoding.find("gzip") != std::string::npos || encoding == "deflate";
  if (gzip && !unpacked) return damaged("it is no gzip");
  const bool only_gzip = gzip && encoding.find_first_of(", ") == std::string::npos;
  if (only_gzip) return std::nullopt;
  return Error{"unsupported_encoding", "the body is encoded as " + encoding + ", which is not read"};
}

}  // namespace

Result<ContentEnds> content_ends(std::string_view body, std::string_view content_encoding, std::uint64_t limit) {
  const auto encoding = lower_case(without_outer_blanks(content_encoding));
  ContentEnds ends;
  Layer outermost(kMostLayers, limit, ends);
  const bool deflate = !is_gzip(body) && encoding.find("deflate") != std::string::npos && !looks_like_text(body);
  std::optional<Error> error;
  if (deflate) error = outermost.open(has_zlib_header(body) ? kGzipOrZlib : kRawDeflate);
  if (!error) error = outermost.take(body);
  if (!error) error = outermost.end();
  if (!error) error = left_over(ends.head, deflate || is_gzip(body), encoding);
  if (error) return std::unexpected(std::move(*error));
  return ends;
}

}  // namespace mingdan
