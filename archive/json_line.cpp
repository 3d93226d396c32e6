#include "archive/json_line.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace mingdan {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 16;  // deeper than any real line
constexpr std::size_t kMostHeaders = 1000;

/// Takes what a page needs out of a line's events and keeps nothing of the rest: a tree of it could be many times as
/// large as the line.
class LineReader final : public nlohmann::json_sax<json> {
 public:
  JsonLine line;
  bool is_object = false;

  bool null() override { return scalar(nullptr); }
  bool boolean(bool) override { return scalar(nullptr); }
  bool number_integer(number_integer_t) override { return scalar(nullptr); }
  bool number_float(number_float_t, const string_t&) override { return scalar(nullptr); }
  bool binary(binary_t&) override { return scalar(nullptr); }
  bool string(string_t& text) override { return scalar(&text); }

  bool number_unsigned(number_unsigned_t number) override {
    if (depth_ == 1 && member_ == "status") line.status = number;
    return scalar(nullptr);
  }

  bool key(string_t& name) override {
    if (depth_ == 1) {
      member_ = std::move(name);
    } else if (depth_ == 2) {
      header_ = std::move(name);
    }
    return true;
  }

  bool start_object(std::size_t) override {
    if (depth_ == 0) is_object = true;
    return enter(false);
  }
  bool start_array(std::size_t) override { return enter(true); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const json::exception&) override { return false; }

 private:
  bool enter(bool is_array) {
    if (depth_ == 1) has_pairs_ = is_array;
    if (depth_ == 2) in_pair_ = is_array && has_pairs_;
    if (depth_ == 2) pair_.clear();
    if (depth_ == 3) add_to_pair(nullptr);
    return ++depth_ <= kMaxDepth;
  }

  bool leave() {
    --depth_;
    if (depth_ == 2 && in_pair_ && member_ == "headers" && pair_.size() == 2 && pair_[0] && pair_[1])
      add_header(std::move(*pair_[0]), std::move(*pair_[1]));
    return true;
  }

  /// A value that is no container; null for one that is no text.
  bool scalar(std::string* text) {
    if (depth_ == 1 && text != nullptr) set_member(*text);
    if (depth_ == 2 && text != nullptr && member_ == "headers" && !has_pairs_) add_header(header_, std::move(*text));
    if (depth_ == 3) add_to_pair(text);
    return true;
  }

  void set_member(std::string& text) {
    if (member_ == "body_base64") {
      line.body_base64 = std::move(text);
    } else if (member_ == "url") {
      line.url = std::move(text);
    } else if (member_ == "fetched_at") {
      line.fetched_at = std::move(text);
    } else if (member_ == "content_type") {
      line.content_type = std::move(text);
    }
  }

  void add_to_pair(std::string* text) {
    if (in_pair_ && pair_.size() <= 2)
      pair_.push_back(text != nullptr ? std::optional(std::move(*text)) : std::nullopt);
  }

  void add_header(std::string name, std::string value) {
    if (line.headers.size() < kMostHeaders) line.headers.emplace_back(std::move(name), std::move(value));
  }

  int depth_ = 0;
  std::string member_;  ///< name at depth 1
  std::string header_;  ///< name at depth 2
  bool has_pairs_ = false;
  bool in_pair_ = false;
  std::vector<std::optional<std::string>> pair_;
};

}  // namespace

Result<JsonLine> read_json_line(std::string_view line) {
  LineReader reader;
  if (!json::sax_parse(line, &reader)) return std::unexpected(Error{"bad_json_line", "the line is not valid JSON"});
  if (!reader.is_object) return std::unexpected(Error{"bad_json_line", "the line is not a JSON object"});
  return std::move(reader.line);
}

}  // namespace mingdan
