// What bad servers do, and what we make of it: the catalogue's part on framing and heads. One row a fault; all end by themselves.
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fetch/fault.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

TEST_CASE("bad framing is named and nothing of it is taken for a whole page") {
  const auto html = std::string("Content-Type: text/html");
  check_faults({
      {"whole", raw(head({html, "Content-Length: 32"}) + kPage), "", 32},
      {"whole in chunks", raw(chunked({"20\r\n", kPage, "\r\n0\r\n\r\n"})), "", 32},
      {"whole to the end of the connection", raw(head({html}) + kPage), "", 32},
      {"cut before its length", raw(head({html, "Content-Length: 40"}) + kPage), "disconnected", 32, "disconnect"},
      {"cut inside a chunk", raw(chunked({"40\r\n", kPage})), "disconnected", 32, "disconnect"},
      {"cut between chunks", raw(chunked({"20\r\n", kPage, "\r\n"})), "disconnected", 32, "disconnect"},
      {"a chunk of no number", raw(chunked({"zz\r\n", kPage, "\r\n0\r\n\r\n"})), "bad_http", 0, "disconnect"},
      {"a chunk longer than it says", raw(chunked({"10\r\n", kPage, "\r\n0\r\n\r\n"})), "bad_http", 16, "disconnect"},
      {"a chunk of negative size", raw(chunked({"-1\r\n", kPage})), "bad_http", 0, "disconnect"},
      {"a chunk of endless size", raw(chunked({"ffffffffffffffffff\r\n", kPage})), "bad_http", 0, "disconnect"},
      {"two lengths that differ", raw(head({html, "Content-Length: 32", "Content-Length: 20"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"two lengths that agree", raw(head({html, "Content-Length: 32", "Content-Length: 32"}) + kPage), "", 32},
      {"a length and chunks", raw(head({html, "Content-Length: 32", "Transfer-Encoding: chunked"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"a length that is none", raw(head({html, "Content-Length: many"}) + kPage), "contradictory_length", 0,
       "disconnect"},
      {"a negative length", raw(head({html, "Content-Length: -5"}) + kPage), "contradictory_length", 0, "disconnect"},
      {"more than the length", raw(head({html, "Content-Length: 10"}) + kPage), "", 10},
  });
}

TEST_CASE("lengths and transfer codings that readers could take in two ways are not trusted") {
  const auto html = std::string("Content-Type: text/html");
  check_faults({
      {"a blank before the colon of a length", raw(head({html, "Content-Length : 100"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"a blank before the colon of chunks", raw(head({html, "Transfer-Encoding : chunked"}) + "20\r\n" + kPage),
       "contradictory_length", 0, "unspecified"},
      {"a length in a folded line", raw(head({html, "Content-Length:", " 32"}) + kPage), "contradictory_length", 0,
       "disconnect"},
      {"a length that goes on in a folded line", raw(head({html, "Content-Length: 3", " 2"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"a list of lengths", raw(head({html, "Content-Length: 32, 32"}) + kPage), "contradictory_length", 0,
       "unspecified"},
      {"a length beyond all numbers", raw(head({html, "Content-Length: 99999999999999999999999"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"a transfer coding nobody knows", raw(head({html, "Transfer-Encoding: xchunked"}) + kPage),
       "unsupported_encoding", 0, "unspecified"},
      {"gzip as a transfer coding", raw(head({html, "Transfer-Encoding: gzip, chunked"}) + kPage),
       "unsupported_encoding", 0, "unspecified"},
      {"chunks of chunks", raw(head({html, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"}) + kPage),
       "unsupported_encoding", 0, "unspecified"},
      {"a transfer coding that changes nothing", raw(head({html, "Transfer-Encoding: identity"}) + kPage), "", 32},
      {"chunks without the last one", raw(chunked({"20\r\n", kPage, "\r\n0\r\n"})), "disconnected", 32, "disconnect"},
      {"a chunk with a long extension", raw(chunked({"20;" + std::string(5000, 'a') + "\r\n", kPage, "\r\n0\r\n\r\n"})),
       "", 32},
  });
}

TEST_CASE("what the end of the connection ends has to be a whole document") {
  const auto html = std::string("Content-Type: text/html");
  check_faults({
      {"a page cut by the end of the connection", raw(head({html}) + kPage.substr(0, 20)), "incomplete", 20,
       "disconnect"},
      {"JSON cut by the end of the connection", raw(head({"Content-Type: application/json"}) + R"({"list":[)"),
       "incomplete", 9, "disconnect"},
      {"XML cut by the end of the connection", raw(head({"Content-Type: text/xml"}) + "<rss><channel"), "incomplete",
       13, "disconnect"},
      {"a cut page of no type", raw(head({}) + kPage.substr(0, 20)), "incomplete", 20, "disconnect"},
      {"a whole page of no type", raw(head({}) + kPage), "", 32},
      {"cut JSON called HTML", raw(head({html}) + R"({"list":[)"), "incomplete", 9, "disconnect"},
      {"whole JSON called HTML", raw(head({html}) + R"({"list":[]})"), "", 11},
      {"XML cut behind an inner tag", raw(head({"Content-Type: text/xml"}) + "<rss><channel></channel>"), "incomplete",
       24, "disconnect"},
      {"whole XML to the end of the connection", raw(head({"Content-Type: text/xml"}) + "<?xml?><rss></rss>\n"), "",
       19},
      {"a redirect stub to the end of the connection", raw(head({html}) + "<script>location='/a'</script>"), "", 30},
      {"an error page cut short", raw("HTTP/1.1 521 Down\r\nContent-Type: text/html\r\n\r\n<script>go("), "", 11},
      {"text to the end of the connection", raw(head({"Content-Type: text/plain"}) + "User-agent: *"), "", 13},
  });
}

TEST_CASE("what is no HTTP is named") {
  check_faults({
      {"closed at once", {close_connection()}, "disconnected"},
      {"reset at once", {reset_connection()}, "disconnected"},
      {"reset behind the head",
       {send_bytes(head({"Content-Length: 32"})), wait_for(50ms), reset_connection()},
       "disconnected",
       0,
       "disconnect"},
      {"a body without any head", raw(kPage), "bad_http"},
      {"another protocol", raw("SSH-2.0-OpenSSH_9.2\r\n"), "bad_http"},
      {"a status that is none", raw("HTTP/1.1 OK fine\r\nContent-Length: 0\r\n\r\n"), "bad_http"},
      {"a status of four digits", raw("HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"), "bad_http"},
      {"a status of zero", raw("HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n"), "bad_http"},
      {"HTTP/2 without asking", raw("HTTP/2 200\r\nContent-Type: text/html\r\nContent-Length: 32\r\n\r\n" + kPage),
       "bad_http", 0, "unspecified"},
      {"HTTP of a version to come", raw("HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n"), "bad_http"},
      {"another protocol from here on", raw("HTTP/1.1 101 Switching Protocols\r\n\r\n" + kPage), "bad_http", 32, ""},
      {"a part that nobody asked for",
       raw("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-31/99\r\nContent-Length: 32\r\n\r\n" + kPage),
       "bad_http", 0, "unspecified"},
      {"nothing changed though nobody asked", raw("HTTP/1.1 304 Not Modified\r\n\r\n"), "bad_http", 0, "unspecified"},
      {"nothing at all behind an interim answer", raw("HTTP/1.1 100 Continue\r\n\r\n"), "disconnected", 0,
       "disconnect"},
  });
}

TEST_CASE("odd and endless heads are named, bounded, and change nothing behind their end") {
  const auto html = std::string("Content-Type: text/html");
  const auto many = [](const std::string& line, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += line;
    return text;
  };
  check_faults({
      {"a head that never ends", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"), "disconnected", 0,
       "disconnect"},
      {"one endless field", raw(head({"X-Long: " + std::string(400000, 'a'), "Content-Length: 0"})),
       "headers_too_large", 0, "length"},
      {"very many fields", raw([] {
         std::string text = "HTTP/1.1 200 OK\r\n";
         for (int i = 0; i < 6000; ++i) text += "X-Field-" + std::to_string(i) + ": " + std::string(60, 'a') + "\r\n";
         return text + "Content-Length: 0\r\n\r\n";
       }()),
       "headers_too_large", 0, "length"},
      {"an interim answer before the true one",
       raw("HTTP/1.1 100 Continue\r\n\r\n" + head({"Content-Type: text/html", "Content-Length: 32"}) + kPage), "", 32},
      {"fields with odd bytes", raw(head({"X-Odd: \x01\xff", "Content-Type: text/html", "Content-Length: 32"}) + kPage),
       "", 32},
      {"HTTP/1.0", raw("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage), "", 32},
      {"interim answers without end",
       raw(many("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", 20000) + head({html, "Content-Length: 0"})),
       "headers_too_large", 0, "length"},
      {"trailers without end", raw(chunked({"20\r\n", kPage, "\r\n0\r\n", many("X-Trailer: aaaaaaaaaaaa\r\n", 20000)})),
       "headers_too_large", 32, "length"},
      {"trailers", raw(chunked({"20\r\n", kPage, "\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"})), "", 32},
      {"a zero byte in a field",
       raw("HTTP/1.1 200 OK\r\nX: a" + std::string(1, '\0') + "b\r\nContent-Length: 0\r\n\r\n"), "bad_http", 0,
       "disconnect"},
      {"a line without a colon", raw(head({html, "nonsense", "Content-Length: 0"})), "bad_http", 0, "disconnect"},
      {"a status line among the fields", raw(head({html, "HTTP/1.1 404 Gone", "Content-Length: 0"})), "bad_http", 0,
       "disconnect"},
      {"a field without a name", raw(head({html, ": empty", "Content-Length: 32"}) + kPage), "", 32},
      {"lines that end by LF alone", raw("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 32\n\n" + kPage),
       "", 32},
  });
}

TEST_CASE("trailers can't rewrite the head") {
  const auto got = answer_to(
      raw(chunked({"20\r\n", kPage, "\r\n0\r\nHTTP/1.1: 404\r\nContent-Type: image/png\r\nETag: x\r\n\r\n"})));
  CHECK(code_of(got) == "");
  CHECK(got.exchange.status == 200);
  CHECK(got.exchange.response_head == chunked({}));
  const auto retold = answer_to(raw(chunked({"20\r\n", kPage, "\r\n0\r\nRetry-After: 60\r\n\r\n"})));
  CHECK(retold.retry_after == std::nullopt);
}

TEST_CASE("the head that is kept is the last one, without interim answers") {
  const auto last = head({"Content-Type: text/html", "Content-Length: 32"});
  const auto got = answer_to(raw("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + last + kPage));
  CHECK(code_of(got) == "");
  CHECK(got.exchange.response_head == last);
}

TEST_CASE("nothing changed is an answer to those who ask") {
  const LoopbackServer server(
      [](const ReceivedRequest&) { return Script{send_bytes("HTTP/1.1 304 Not Modified\r\n\r\n")}; });
  HttpRequest request;
  request.url = server.url("/");
  request.headers = {{"If-Modified-Since", "Thu, 28 May 2026 20:26:40 GMT"}};
  const auto got = fetch_once(request);
  CHECK(code_of(got) == "");
  CHECK(got.exchange.status == 304);
}
