#include "parse/script_literals.hpp"

#include <algorithm>
#include <array>

#include "parse/script_literals_cursor.hpp"

namespace mingdan {
namespace {

constexpr int kMaxChainedTargets = 4;  ///< window.a = window.b = "…"
constexpr std::size_t kMaxAssignments = 5000;  ///< of all wanted names; real pages have some hundred

/// Walks over code, identifier by identifier; strings, comments, templates and regular expressions are stepped over.
class CodeWalk {
 public:
  CodeWalk(std::string_view source, Span script)
      : cursor_{source, script.offset, std::min(script.end(), source.size())} {}

  /// Steps to the next identifier in code; false at the end.
  bool next() {
    while (!cursor_.done()) {
      const char letter = cursor_.here();
      if (starts_identifier(letter)) {
        take_name();
        return true;
      }
      step_over(letter);
    }
    return false;
  }

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view holder() const { return holder_; }
  ScriptCursor& cursor() { return cursor_; }

 private:
  void take_name() {
    const bool member = previous_ == '.';
    holder_ = member ? name_ : std::string_view{};
    name_ = take_identifier(cursor_);
    previous_ = 'a';
  }

  void step_over(char letter) {
    if (letter == '"' || letter == '\'') {
      take_string(cursor_);
      previous_ = letter;
    } else if (letter == '`') {
      skip_template();
    } else if (letter == '/' && cursor_.ahead(1) != '/' && cursor_.ahead(1) != '*') {
      skip_slash();
    } else if (letter == '/') {
      skip_blanks(cursor_);
    } else {
      if (letter != ' ' && letter != '\t' && letter != '\n' && letter != '\r') previous_ = letter;
      ++cursor_.at;
    }
  }

  /// A template without its end is taken for a stray mark, once for all, so that the walk stays linear.
  void skip_template() {
    previous_ = '`';
    ++cursor_.at;
    if (no_template_end_) return;
    for (auto at = cursor_.at; at < cursor_.end; ++at) {
      if (cursor_.text[at] == '\\') {
        ++at;
      } else if (cursor_.text[at] == '`') {
        cursor_.at = at + 1;
        return;
      }
    }
    no_template_end_ = true;
  }

  [[nodiscard]] bool value_before() const {
    static constexpr std::array<std::string_view, 7> kOperators{"return", "typeof", "case", "in", "of", "void", "do"};
    if (previous_ == 'a') return std::ranges::find(kOperators, name_) == kOperators.end();
    return previous_ == ')' || previous_ == ']' || previous_ == '"' || previous_ == '\'' || previous_ == '`' ||
           (previous_ >= '0' && previous_ <= '9');
  }

  /// A regular expression or a division. One that does not end on its line stops the search for the whole line.
  void skip_slash() {
    const auto start = cursor_.at++;
    if (value_before() || start < no_expression_before_) {
      previous_ = '/';
      return;
    }
    bool in_class = false;
    auto at = cursor_.at;
    for (; at < cursor_.end && cursor_.text[at] != '\n'; ++at) {
      const char letter = cursor_.text[at];
      if (letter == '\\')
        ++at;
      else if (letter == '[')
        in_class = true;
      else if (letter == ']')
        in_class = false;
      else if (letter == '/' && !in_class) {
        cursor_.at = at + 1;
        previous_ = ')';
        return;
      }
    }
    no_expression_before_ = at;
    previous_ = '/';
  }

  ScriptCursor cursor_;
  std::string_view name_;
  std::string_view holder_;
  char previous_ = ';';
  bool no_template_end_ = false;
  std::size_t no_expression_before_ = 0;
};

bool take_assign_mark(ScriptCursor& cursor) {
  skip_blanks(cursor);
  if (cursor.here() != '=' || cursor.ahead(1) == '=' || cursor.ahead(1) == '>') return false;
  ++cursor.at;
  skip_blanks(cursor);
  return true;
}

/// Skips the further targets of `a = window.b = …`.
void skip_targets(ScriptCursor& cursor) {
  for (int target = 0; target < kMaxChainedTargets; ++target) {
    auto probe = cursor;
    while (!take_identifier(probe).empty() && probe.here() == '.') ++probe.at;
    if (probe.at == cursor.at || !take_assign_mark(probe)) return;
    cursor = probe;
  }
}

/// The value must be whole: behind it the statement, the list or the line ends.
bool value_ends(ScriptCursor cursor) {
  const bool line_end = skip_blanks(cursor);
  const char letter = cursor.here();
  if (cursor.done() || letter == ';' || letter == ',' || letter == '}' || letter == ')') return true;
  return line_end && (continues_identifier(letter) || letter == '"' || letter == '\'');
}

std::optional<ScriptAssignment> take_assignment(const CodeWalk& walk, ScriptCursor& cursor) {
  if (!take_assign_mark(cursor)) return std::nullopt;
  skip_targets(cursor);
  ScriptAssignment assignment{std::string(walk.name()), std::string(walk.holder()), {}, {}};
  if (cursor.here() == '{' || cursor.here() == '[') {
    assignment.object_at = cursor.at;
    return assignment;
  }
  assignment.value = take_chain(cursor);
  if (!assignment.value || !value_ends(cursor)) return std::nullopt;
  return assignment;
}

}  // namespace

std::vector<ScriptAssignment> script_assignments(std::string_view source, std::span<const Span> scripts,
                                                 std::span<const std::string_view> names) {
  std::vector<std::string_view> wanted(names.begin(), names.end());
  std::ranges::sort(wanted);
  std::vector<ScriptAssignment> found;
  for (const auto& script : scripts) {
    CodeWalk walk(source, script);
    while (found.size() < kMaxAssignments && walk.next()) {
      if (!std::ranges::binary_search(wanted, walk.name())) continue;
      auto probe = walk.cursor();
      if (auto assignment = take_assignment(walk, probe)) {
        found.push_back(std::move(*assignment));
        walk.cursor().at = probe.at;
      }
    }
  }
  return found;
}

std::vector<ScriptLiteral> script_call_arguments(std::string_view source, std::span<const Span> scripts,
                                                 std::string_view callee) {
  const auto dot = callee.rfind('.');
  const auto holder = dot == std::string_view::npos ? std::string_view{} : callee.substr(0, dot);
  const auto method = dot == std::string_view::npos ? callee : callee.substr(dot + 1);
  std::vector<ScriptLiteral> found;
  for (const auto& script : scripts) {
    CodeWalk walk(source, script);
    while (walk.next()) {
      if (walk.name() != method || walk.holder() != holder) continue;
      auto probe = walk.cursor();
      skip_blanks(probe);
      if (probe.here() != '(') continue;
      ++probe.at;
      skip_blanks(probe);
      if (const auto literal = take_chain(probe); literal && literal->quoted) found.push_back(*literal);
    }
  }
  return found;
}

}  // namespace mingdan
