#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace mingdan {

/// Collects one line of a page from pieces of text: collapses white space, keeps the way back to the page, knows
/// whether all of it is bold and which parts are links.
class BlockLine {
 public:
  /// `text` equals the page's bytes at `source_offset`.
  void add_verbatim(std::string_view text, std::size_t source_offset, bool bold);
  /// `text` stands for the `source_length` bytes at `source_offset`: an entity, an escape.
  void add_replaced(std::string_view text, std::size_t source_offset, std::size_t source_length, bool bold);
  void open_link(std::string href, std::string title = {});
  void close_link();

  /// Whether nothing visible was added since the last take().
  [[nodiscard]] bool blank() const;
  /// The line as a block (text, runs, links, emphasis), trimmed; the next line begins, an open link goes on in it.
  Block take();

 private:
  void add_blank(std::size_t source_offset, bool in_source);
  void flush_blank();
  void append(std::string_view text, std::size_t source_offset, std::size_t source_length, bool bold);
  void end_link_here();
  void trim(Block& block) const;

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  Block line_;
  bool plain_ = false;  ///< something visible is not bold
  bool blank_pending_ = false;
  std::size_t blank_source_ = kNowhere;
  bool in_link_ = false;
  std::string href_;
  std::string title_;
  std::size_t link_begin_ = 0;
};

/// Appends `tail` to `block` behind `separator`, with its runs and links.
void append_block(Block& block, const Block& tail, std::string_view separator);

}  // namespace mingdan
