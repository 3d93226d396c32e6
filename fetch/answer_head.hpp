#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingdan {

/// Collects the head of an answer out of the lines that come before, inside and behind it: interim answers (1xx) are
/// left out, and so are trailers, which a hostile server could use to change what the head said.
/// Source: RFC 9112 sections 4 and 7.1.2, RFC 9110 sections 6.5 and 15.2.
class AnswerHead {
 public:
  enum class Step { more, whole, too_large };

  /// At most `most` bytes of all such lines together, interim answers and trailers too.
  explicit AnswerHead(std::size_t most) : most_(most) {}
  /// Takes one line with its end; `whole` just once, for the line that ends the head.
  Step take(std::string_view line);
  [[nodiscard]] bool is_whole() const { return whole_; }
  /// Status line and fields so far, as received.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::size_t most_;
  std::size_t seen_ = 0;
  bool whole_ = false;
  bool interim_ended_ = false;
  std::string text_;
};

}  // namespace mingdan
