#include "archive/content_ends.hpp"

#include <string>
#include <vector>

#include "archive/transfer_decoding.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

constexpr std::uint64_t kLimit = 1U << 20U;

std::string code_of(const std::string& body, const std::string& encoding, std::uint64_t limit = kLimit) {
  const auto ends = content_ends(body, encoding, limit);
  return ends ? "" : ends.error().code;
}

}  // namespace

TEST_CASE("the ends of a body are those that it has unpacked") {
  const std::string page = "<html>" + std::string(10000, 'x') + "</html>";
  const auto packed = test::gzipped(page);
  const auto twice = test::gzipped(packed);
  struct Case {
    std::string body;
    std::string encoding;
  };
  const std::vector<Case> cases{{page, ""},
                                {page, "identity"},
                                {page, "gzip"},
                                {page, "br"},
                                {page, "deflate"},
                                {packed, "gzip"},
                                {packed, ""},
                                {packed, "deflate"},
                                {twice, "gzip"},
                                {twice, ""},
                                {test::gzipped(twice), "gzip"}};
  for (const auto& [body, encoding] : cases) {
    CAPTURE(encoding, body.size());
    const auto ends = content_ends(body, encoding, kLimit);
    REQUIRE(ends);
    CHECK(ends->size == page.size());
    CHECK(ends->head == page.substr(0, 1024));
    CHECK(ends->tail == page.substr(page.size() - 4096));
    CHECK(content_decoded(body, encoding, kLimit) == page);
  }
}

TEST_CASE("short bodies are their own ends, several members are one body") {
  for (const std::string body : {"", "a", "\x1f", "\x1f\x8b", "ab\x1f\x8b\x08"}) {
    const auto ends = content_ends(body, "", kLimit);
    REQUIRE(ends);
    CHECK(ends->head == body);
    CHECK(ends->tail == body);
    CHECK(ends->size == body.size());
  }
  const auto joined = content_ends(test::gzipped("ab") + test::gzipped("") + test::gzipped("cd"), "gzip", kLimit);
  REQUIRE(joined);
  CHECK(joined->tail == "abcd");
}

TEST_CASE("a body that is cut anywhere inside its gzip is damaged") {
  const auto packed = test::gzipped("<html>名单</html>");
  for (std::size_t length = 1; length < packed.size(); ++length) {
    CAPTURE(length);
    CHECK(code_of(packed.substr(0, length), "gzip") == "damaged_body");
    CHECK(code_of(test::gzipped(packed.substr(0, length)), "gzip") == (length < 3 ? "" : "damaged_body"));
  }
}

TEST_CASE("what stands behind the last member is passed over unless it begins another one") {
  const auto packed = test::gzipped("<html></html>");
  CHECK(code_of(packed + std::string(512, '\0'), "gzip") == "");
  CHECK(code_of(packed + "<!-- cached -->", "gzip") == "");
  CHECK(code_of(packed + "\x1f", "gzip") == "damaged_body");
  CHECK(code_of(packed + "\x1f\x8b", "gzip") == "damaged_body");
  CHECK(code_of(packed + packed.substr(0, 12), "gzip") == "damaged_body");
}

TEST_CASE("codings that are not read and packed bytes that are none are told apart") {
  const std::string binary("\x8b\x02\x80\x00\x03", 5);
  CHECK(code_of(binary, "") == "");
  CHECK(code_of(binary, "identity") == "");
  CHECK(code_of(binary, "gzip") == "damaged_body");
  CHECK(code_of(binary, "x-gzip") == "damaged_body");
  CHECK(code_of(std::string("\x07\x00\x01", 3), "deflate") == "damaged_body");
  CHECK(code_of(binary, "br") == "unsupported_encoding");
  CHECK(code_of(binary, "zstd") == "unsupported_encoding");
  CHECK(code_of(test::gzipped(binary), "gzip") == "");
  CHECK(code_of(test::gzipped(binary), "br, gzip") == "unsupported_encoding");
  auto packed = std::string("<html></html>");
  for (int layer = 0; layer < 4; ++layer) packed = test::gzipped(packed);
  CHECK(code_of(packed, "gzip") == "unsupported_encoding");
}

TEST_CASE("no layer may unpack to more than the limit") {
  const auto packed = test::gzipped(std::string(1000, 'x'));
  CHECK(code_of(packed, "gzip", 1000) == "");
  CHECK(code_of(packed, "gzip", 999) == "decoded_too_large");
  CHECK(code_of(test::gzipped(packed), "gzip", 999) == "decoded_too_large");
  CHECK(code_of(test::gzipped(std::string(200UL << 20U, 'x')), "gzip") == "decoded_too_large");
}
