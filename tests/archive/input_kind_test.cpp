#include "archive/input_kind.hpp"

#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("the first bytes say what an input is whatever its name") {
  struct Case {
    const char* head;
    const char* name;
    InputKind kind;
  };
  for (const auto& [head, name, kind] : {
           Case{"<html>", "a.warc", InputKind::page},
           Case{"WARC/0.18\r\n", "a.html", InputKind::warc},
           Case{"\r\nWARC/1.1\r\n", "a", InputKind::warc},
           Case{"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a",
                InputKind::mhtml},
           Case{"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>", "a.htm", InputKind::mhtml},
           Case{"---\ntitle: x\nContent-Type: multipart/x\n---\n", "a", InputKind::page},
           Case{"Note: this is text\n\nbody", "a.txt", InputKind::page},
           Case{"{\"url\":\"u\",\"body_base64\":\"\"}\n", "-", InputKind::json_lines},
           Case{"{\"url\":\"u\"}\n", "a.jsonl", InputKind::json_lines},
           Case{"{\"url\":\"u\"}\n", "a.json", InputKind::page},
           Case{"\n{\"schema\":\"mingdan.page/1\",", "a.jsonl", InputKind::record_lines},
           Case{"", "a.html", InputKind::page},
       }) {
    INFO(head << " as " << name);
    CHECK(kind_of_input(head, name) == kind);
  }
}

TEST_CASE("pages are HTML, Markdown or JSON by their first bytes and then by their names") {
  CHECK(media_type_of("<!DOCTYPE html>", "a.md") == MediaType::html);
  CHECK(media_type_of("\xEF\xBB\xBF \n<p>", "") == MediaType::html);
  CHECK(media_type_of("---\ntitle: x\n---\n# y", "a.html") == MediaType::markdown);
  CHECK(media_type_of("plain words", "a.html") == MediaType::html);
  CHECK(media_type_of("plain words", "-") == MediaType::markdown);
  CHECK(media_type_of("words <DIV>", "-") == MediaType::html);
  CHECK(media_type_of("# title", "a.md") == MediaType::markdown);
  CHECK(media_type_of("[{\"a\":1}]", "-") == MediaType::json);
  CHECK(media_type_of("{ \"a\":1}", "a.html") == MediaType::json);
  CHECK(media_type_of("[link](https://example.org)", "-") == MediaType::markdown);
  CHECK(media_type_of("\\n<html>\\n", "-") == MediaType::html);
}

TEST_CASE("files that are no pages are named") {
  CHECK(foreign_format_of("%PDF-1.7") == "a PDF file");
  CHECK(foreign_format_of("PK\x03\x04") == "a ZIP or Office file");
  CHECK(foreign_format_of("<html>") == std::nullopt);
}
