#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "parse/html_scan.hpp"
#include "parse/html_tag_table.hpp"

namespace mingdan {

/// A model of what the HTML tree builder keeps while it reads tags: the stack of open elements and the list of active
/// formatting elements. It builds nothing; it tells depth, nodes and the steps that searches take. It errs upwards.
class OpenElements {
 public:
  void start(const HtmlToken& token);
  void end(const HtmlToken& token);
  void text(std::size_t length);

  [[nodiscard]] std::size_t depth() const { return stack_.size() + 2; }  // html and body
  [[nodiscard]] std::size_t formatting() const { return formatting_.size(); }
  [[nodiscard]] std::size_t nodes() const { return nodes_; }
  [[nodiscard]] std::size_t steps() const { return steps_; }
  /// Whether a select was opened anywhere below svg or math: Debian's gumbo 0.10 aborts on what may follow.
  [[nodiscard]] bool fatal() const { return fatal_; }
  /// Whether the next token stands in svg or math.
  [[nodiscard]] bool in_foreign() const { return space() != Space::html; }

 private:
  enum class Space : std::uint8_t { html, svg, math };

  struct Open {
    std::uint32_t id = 0;
    std::uint32_t traits = 0;
    Space below = Space::html;  ///< where its children stand
    std::uint32_t formatting = 0;  ///< number in the list, 0 for none
  };
  struct Formatting {
    std::uint32_t id = 0;  ///< 0 for a marker
    std::uint32_t number = 0;
    std::size_t attributes = 0;
    bool open = false;
  };

  [[nodiscard]] Space space() const { return stack_.empty() ? Space::html : stack_.back().below; }
  void push(std::uint32_t id, std::uint32_t traits, std::uint32_t formatting = 0);
  void pop_to(std::size_t size);
  bool close(std::uint32_t id, std::uint32_t stop);
  void close_for(const TagTraits& tag);
  void close_item(const TagTraits& tag);
  void enter_table_part(const TagTraits& tag);
  void start_foreign(const HtmlToken& token, const TagTraits& tag);
  void start_formatting(const HtmlToken& token, const TagTraits& tag);
  void end_formatting(const TagTraits& tag);
  void end_any_other(const TagTraits& tag);
  void reconstruct();
  void clear_to_marker();
  std::optional<std::size_t> find_open(std::uint32_t id, std::uint32_t stop);
  std::optional<std::size_t> find_number(std::uint32_t number);
  std::optional<std::size_t> find_formatting(std::uint32_t id);

  std::vector<Open> stack_;
  std::vector<Formatting> formatting_;
  std::uint32_t numbers_ = 0;
  std::size_t nodes_ = 0;
  std::size_t steps_ = 0;
  bool fatal_ = false;
};

}  // namespace mingdan
