#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/span.hpp"

namespace mingdan {

enum class HtmlTokenKind { text, start_tag, end_tag, comment, raw_text, end };

/// One token of a page. `bytes` covers it whole, `name` is as written; both count or point into the scanned text.
struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::end;
  Span bytes;
  std::string_view name;
  std::string_view attributes;     ///< between the name and the closing `>`
  std::size_t attribute_count = 0;
  bool self_closing = false;
};

/// Cuts a page into tokens by the tokenizer rules of the HTML standard (section 13.2.5), without building a tree:
/// quoted attributes, comments, bogus comments, raw text of script (escaped and double-escaped states), style, title
/// and the like. Linear in the length. Views stay valid as long as the scanned text.
class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view text) : text_(text) {}

  /// The next token; `end` for ever after the last byte. A raw-text element gives start_tag, raw_text, end_tag.
  HtmlToken next();
  /// Says that the last start tag stood in foreign content (svg, math), where nothing is raw text.
  void cancel_raw_text() { raw_.clear_name(); }
  /// Whether `<![CDATA[` opens a section (foreign content) or a bogus comment.
  void set_foreign(bool foreign) { foreign_ = foreign; }

 private:
  struct RawName {
    std::string_view name;
    void clear_name() { name = {}; }
  };

  HtmlToken read_text();
  HtmlToken read_raw_text();
  HtmlToken read_tag(bool closing);
  HtmlToken read_comment();
  HtmlToken read_bogus_comment();
  HtmlToken read_cdata();
  HtmlToken read_markup_declaration();
  void skip_attributes(HtmlToken& token);
  void skip_attribute_value();
  [[nodiscard]] std::size_t raw_text_end() const;
  [[nodiscard]] std::size_t script_end() const;
  [[nodiscard]] bool is_tag_start(std::size_t at) const;
  HtmlToken token_to(HtmlTokenKind kind, std::size_t begin, std::size_t end);

  std::string_view text_;
  std::size_t at_ = 0;
  RawName raw_;
  bool foreign_ = false;
};

/// ASCII letters compared without case; `lower` must be lower case.
bool equals_ascii_caseless(std::string_view text, std::string_view lower);
/// Whether `name` (any case) holds text that is no markup: script, style, textarea, title and the like.
bool is_raw_text_element(std::string_view name);

/// The value of the first attribute `name` (lower case) in a tag's attributes, as written without its quotes; empty
/// when it has no value, nullopt when it is absent.
std::optional<std::string_view> raw_attribute(std::string_view attributes, std::string_view name);

}  // namespace mingdan
