#include "parse/script_literals_object.hpp"

#include <algorithm>
#include <vector>

#include "parse/script_literals_cursor.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMaxDepth = 12;
constexpr std::size_t kMaxKey = 48;
constexpr std::size_t kMaxMembers = 50'000;

bool opens(char letter) { return letter == '{' || letter == '[' || letter == '('; }
bool closes(char letter) { return letter == '}' || letter == ']' || letter == ')'; }

/// To the comma or the closing mark of the present level.
void skip_value(ScriptCursor& cursor) {
  std::size_t open = 0;
  while (!cursor.done()) {
    const char letter = cursor.here();
    if (letter == '"' || letter == '\'') {
      take_string(cursor);
      continue;
    }
    if (letter == '/' && (cursor.ahead(1) == '/' || cursor.ahead(1) == '*')) {
      skip_blanks(cursor);
      continue;
    }
    if (open == 0 && (letter == ',' || closes(letter))) return;
    if (opens(letter)) ++open;
    if (closes(letter)) --open;
    ++cursor.at;
  }
}

class ObjectReader {
 public:
  ObjectReader(std::string_view source, std::size_t start, std::size_t end)
      : cursor_{source, start, std::min(end, source.size())} {}

  ScriptObject read() {
    open_level();
    while (!levels_.empty() && !cursor_.done() && object_.members.size() < kMaxMembers) {
      skip_blanks(cursor_);
      const char letter = cursor_.here();
      if (letter == ',') {
        ++cursor_.at;
      } else if (closes(letter)) {
        ++cursor_.at;
        levels_.pop_back();
      } else {
        read_member();
      }
    }
    object_.end = cursor_.at;
    return std::move(object_);
  }

 private:
  struct Level {
    bool array = false;
    std::size_t next = 0;
    std::string prefix;
  };

  void open_level(std::string prefix = {}) {
    levels_.push_back({cursor_.here() == '[', 0, std::move(prefix)});
    ++cursor_.at;
  }

  /// The key up to behind its colon; nullopt when there is none.
  std::optional<std::string> take_key() {
    if (levels_.back().array) return std::to_string(levels_.back().next++);
    std::optional<std::string> key;
    if (cursor_.here() == '"' || cursor_.here() == '\'') {
      if (const auto raw = take_string(cursor_)) key = cursor_.text.substr(raw->offset, std::min(raw->length, kMaxKey));
    } else if (const auto word = take_identifier(cursor_); !word.empty()) {
      key = word.substr(0, kMaxKey);
    }
    skip_blanks(cursor_);
    if (!key || cursor_.here() != ':') return std::nullopt;
    ++cursor_.at;
    skip_blanks(cursor_);
    return key;
  }

  void read_member() {
    const auto start = cursor_.at;
    const auto key = take_key();
    if (!key) {
      skip_value(cursor_);
      if (cursor_.at == start) ++cursor_.at;
      return;
    }
    auto path = levels_.back().prefix + *key;
    if (cursor_.here() == '{' || cursor_.here() == '[') {
      if (levels_.size() < kMaxDepth)
        open_level(std::move(path) + '.');
      else
        skip_value(cursor_);
      return;
    }
    auto probe = cursor_;
    const auto literal = take_chain(probe);
    skip_blanks(probe);
    if (literal && (probe.here() == ',' || closes(probe.here()))) {
      object_.members.emplace(std::move(path), *literal);
      cursor_.at = probe.at;
    } else {
      skip_value(cursor_);
    }
  }

  ScriptCursor cursor_;
  std::vector<Level> levels_;
  ScriptObject object_;
};

}  // namespace

ScriptObject read_script_object(std::string_view source, std::size_t start, std::size_t end) {
  if (start >= std::min(end, source.size()) || (source[start] != '{' && source[start] != '[')) return {};
  return ObjectReader(source, start, end).read();
}

}  // namespace mingdan
