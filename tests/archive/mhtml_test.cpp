#include "archive/mhtml.hpp"

#include "archive/digest.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

const std::string kSaved =
    "From: <Saved by Blink>\r\n"
    "Snapshot-Content-Location: https://example.org/outer\r\n"
    "Date: Wed, 26 Oct 2022 01:30:00 -0000\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--B--\"\r\n"
    "\r\n"
    "----B--\r\n"
    "Content-Type: text/html; charset=\"utf-8\"\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://example.org/s?__biz=3D&mid=1\r\n"
    "\r\n"
    "<p>=E5=90=8D=\r\n=E5=8D=95</p>\r\n"
    "----B--\r\n"
    "Content-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "iVBORw0KGgo=\r\n"
    "----B----\r\n";

std::string with_lf(std::string text) {
  std::erase(text, '\r');
  return text;
}

}  // namespace

TEST_CASE("a browser's MHTML gives its page with address, charset and time") {
  const auto page = read_mhtml(kSaved);
  REQUIRE(page);
  CHECK(page->body == "<p>名单</p>");
  CHECK(page->url == "https://example.org/s?__biz=3D&mid=1");
  CHECK(page->charset == "utf-8");
  CHECK(page->saved_at == "2022-10-26T09:30:00+08:00");
  CHECK(read_mhtml(with_lf(kSaved))->body == "<p>名单</p>");
}

TEST_CASE("an MHTML file is known by its content and hashed as a whole") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("page"), kSaved);
  const auto pages = test::pages_in(folder.file("page"));
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].sha256 == sha256_hex(kSaved));
  CHECK(pages[0].bytes == kSaved.size());
  CHECK(pages[0].http_charset == "utf-8");
  CHECK(pages[0].media_type == MediaType::html);
}

TEST_CASE("a missing last boundary, base64, 8bit and a single part are read") {
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
                   "Content-Transfer-Encoding: base64\n\nPGI+\n")
            ->body == "<b>");
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
                   "Content-Transfer-Encoding: 8bit\n\n<b>名\n--xy is no boundary\n--x--\n")
            ->body == "<b>名\n--xy is no boundary");
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: text/html\n\n<b>")->body == "<b>");
}

TEST_CASE("the part that start names wins and nested alternatives are looked through") {
  const auto related = [](const std::string& parameters) {
    return "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x" + parameters +
           "\n\n--x\nContent-Type: text/html\nContent-ID: <1>\n\n<i>\n"
           "--x\nContent-Type: text/html\nContent-ID: <2>\n\n<b>\n--x--\n";
  };
  CHECK(read_mhtml(related(""))->body == "<i>");
  CHECK(read_mhtml(related("; start=\"<2>\""))->body == "<b>");
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
                   "Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain\n\nwords\n"
                   "--y\nContent-Type: text/html\n\n<b>\n--y--\n--x\nContent-Type: text/html\n\n<i>\n--x--\n")
            ->body == "<b>");
}

TEST_CASE("MHTML without a page, with bad base64 or endless nesting is a named error") {
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n").error().code == "no_html_part");
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: image/png\n\nx").error().code == "no_html_part");
  CHECK(
      read_mhtml("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n***").error().code ==
      "damaged_body");
  std::string nested;
  for (int i = 0; i < 2000; ++i) nested += "Content-Type: multipart/mixed; boundary=x\n\n--x\n";
  CHECK(read_mhtml("MIME-Version: 1.0\n" + nested).error().code == "no_html_part");
  const std::string boundary(30'000, '-');
  CHECK(read_mhtml("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + boundary + "x\n\n" +
                   std::string(8'000'000, '-'))
            .error()
            .code == "no_html_part");
}
