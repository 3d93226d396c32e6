#include "archive/transfer_decoding.hpp"

#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("base64 is decoded with and without padding and refused when it is none") {
  CHECK(base64_decoded("5ZCN5Y2V") == "名单");
  CHECK(base64_decoded("PGI-\r\n Pw") == "<b>?");
  CHECK(base64_decoded("TQ==") == "M");
  CHECK(base64_decoded("") == "");
  for (const auto* bad : {"T", "TQ=Q", "T*==", "名单"}) CHECK(base64_decoded(bad) == std::nullopt);
}

TEST_CASE("quoted-printable joins soft breaks and keeps broken escapes") {
  CHECK(quoted_printable_decoded("=E5=90=8D=\r\n=e5=8d=95") == "名单");
  CHECK(quoted_printable_decoded("a=3Db \t\r\nc\n") == "a=b\r\nc\n");
  CHECK(quoted_printable_decoded("50=% =G1 =4") == "50=% =G1 =4");
}

TEST_CASE("chunked bodies are joined and others are told apart") {
  CHECK(dechunked("4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\n\r\n") == "abcdefg");
  CHECK(dechunked("<html>4\r\n") == std::nullopt);
  CHECK(dechunked("4\r\nabcd\r\n") == std::nullopt);
  CHECK(dechunked("ffffffffff\r\nabcd\r\n") == std::nullopt);
  CHECK(dechunked("FF\r\nab") == std::nullopt);
}

TEST_CASE("the bytes decide how a body is encoded") {
  const std::string page = "<html>页</html>";
  const auto packed = test::gzipped(page);
  CHECK(content_decoded(packed, "", 1000) == page);
  CHECK(content_decoded(page, "gzip", 1000) == page);
  CHECK(content_decoded(page, "br", 1000) == page);
  CHECK(content_decoded(test::gzipped(packed), "gzip", 1000) == page);
  CHECK(content_decoded(page, "deflate", 1000) == page);
}

TEST_CASE("cut, damaged, huge and unknown encodings are named errors") {
  const auto packed = test::gzipped(std::string(100000, 'x') + "<html>");
  CHECK(content_decoded(packed.substr(0, packed.size() / 2), "gzip", 1000000).error().code == "damaged_body");
  auto wrong = packed;
  wrong[wrong.size() - 6] ^= 1;
  CHECK(content_decoded(wrong, "gzip", 1000000).error().code == "damaged_body");
  CHECK(content_decoded(packed, "gzip", 99999).error().code == "too_large");
  CHECK(content_decoded(std::string("\x8b\x01\x80\x02\x03", 5), "br", 100).error().code == "unsupported_encoding");
}
