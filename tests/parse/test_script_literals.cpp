#include <array>

#include "parse/script_literals.hpp"
#include "parse/script_literals_object.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

constexpr std::array<std::string_view, 8> kNames{"biz",       "ct",        "idx",      "msg_link",
                                                 "msg_title", "nick_name", "nickname", "data"};

std::vector<ScriptAssignment> read(std::string_view source) {
  const Span whole[]{{0, source.size()}};
  return script_assignments(source, whole, kNames);
}

/// The text of the only assignment, or a note that there is not exactly one.
std::string only(std::string_view source) {
  const auto found = read(source);
  if (found.size() != 1 || !found.front().value) return "(" + std::to_string(found.size()) + " found)";
  return text_of(source, *found.front().value).text;
}

}  // namespace

TEST_CASE("Every literal form of a WeChat page is read") {
  const auto [source, expected] = GENERATE(table<std::string, std::string>({
      {R"(var biz = "MzA5"||"";)", "MzA5"},
      {R"(var biz = ""||"MzA5";)", "MzA5"},
      {R"(var biz = "" || '' || "MzA5")", "MzA5"},
      {R"(window.biz = '' || 'MzA5';)", "MzA5"},
      {R"(d.ct = "1524926195"*1;)", "1524926195"},
      {R"(var ct="1527854250"*1;)", "1527854250"},
      {R"(var nickname = htmlDecode("名单&amp;社团");)", "名单&社团"},
      {R"(var msg_title = '名单&quot;一&quot;'.html(false);)", "名单\"一\""},
      {R"(window.msg_title = window.title = '名单' || '';)", "名单"},
      {R"(d.biz = xml ? getXmlValue('bizuin.DATA') || getXmlValue('__biz') : 'MzA5' || '';)", "MzA5"},
      {R"(d.nick_name = (xml ? getXmlValue('nick_name.DATA') : '名单').html(false);)", "名单"},
      {R"(x = JsDecode('a'), nickname = JsDecode('\x3c名单\x3e');)", "<名单>"},
      {"d.msg_link =\n    \"https://mp.weixin.qq.com/s\";", "https://mp.weixin.qq.com/s"},
      {"var ct = \"1\" // a comment\nvar other", "1"},
      {R"(var msg_title = "\u540d\u5355\ud83c\udf40\/\"\n";)", "名单🍀/\"\n"},
      {"var msg_title = 'one\\\ntwo';", "onetwo"},
  }));
  CAPTURE(source);
  CHECK(only(source) == expected);
}

TEST_CASE("What is not made of literals alone is refused") {
  const auto source = GENERATE(
      as<std::string>{}, "var biz = null;", "var idx = permanentListeners.indexOf(x);", "var biz = a || \"MzA5\";",
      "var msg_title = \"a\" + b;", "var ct = \"\" ? 1 : 0;", "if (biz == \"MzA5\") {}", "biz => \"MzA5\"",
      "{ nick_name: '微信广告' }", "var s = \"var biz = 'MzA5';\";", "// var biz = 'MzA5';\n", "/* biz = 'MzA5'; */",
      "var r = /biz = 'MzA5';/;", "var t = `biz = 'MzA5';`;", "var biz = \"MzA5", "var biz = 'MzA5\n';",
      "var biz = ((((((((((((('a')))))))))))));", "var biz = xml ? {a: 'b'} : 'c';", "var biz = 'a'.replace(/a/, '')");
  CAPTURE(source);
  CHECK(read(source).empty());
}

TEST_CASE("A quote in a regular expression does not hide what follows") {
  CHECK(only("s.replace(/\"/g, '&quot;').replace(/[/']/, ''); var biz = \"MzA5\";") == "MzA5");
  CHECK(only("var half = total / 2 / count; var biz = \"MzA5\";") == "MzA5");
  CHECK(only("broken 'string without its end\nvar biz = \"MzA5\";") == "MzA5");
  CHECK(only("a ` stray mark\nvar biz = \"MzA5\";") == "MzA5");
}

TEST_CASE("The holder of a member is kept") {
  const auto found = read("window.biz = 'a'; d.biz = 'b'; var biz = 'c'; _g.cgiData.biz = 'd';");
  REQUIRE(found.size() == 4);
  CHECK(found[0].holder == "window");
  CHECK(found[1].holder == "d");
  CHECK(found[2].holder.empty());
  CHECK(found[3].holder == "cgiData");
}

TEST_CASE("Both escape layers lead back to the bytes of the page") {
  const std::string source = R"(var msg_title = '一\x26quot;二\x26quot;三'.html(false);)";
  const auto found = read(source);
  REQUIRE(found.size() == 1);
  const auto title = text_of(source, *found.front().value);
  CHECK(title.text == "一\"二\"三");
  const auto quote = source_range(title, title.text.find('"'), 1);
  REQUIRE(quote);
  CHECK(source.substr(quote->offset, quote->length) == "\\x26quot;");
  const auto whole = source_range(title, 0, title.text.size());
  REQUIRE(whole);
  CHECK(source.substr(whole->offset, whole->length) == R"(一\x26quot;二\x26quot;三)");
  const auto last = source_range(title, title.text.find("三"), 3);
  REQUIRE(last);
  CHECK(source.substr(last->offset, last->length) == "三");
}

TEST_CASE("Broken escapes never invent a character") {
  const auto [source, expected] = GENERATE(table<std::string, std::string>({
      {R"(var biz = '\xZZ';)", "xZZ"},
      {R"(var biz = '\u12';)", "u12"},
      {R"(var biz = '\ud83c';)", "\uFFFD"},
      {R"(var biz = '\udf40';)", "\uFFFD"},
      {R"(var biz = '\0';)", "\uFFFD"},
      {R"(var biz = '\x00';)", "\uFFFD"},
      {R"(var biz = '\u{1f340}';)", "🍀"},
      {R"(var biz = '\名';)", "名"},
      {R"(var biz = htmlDecode('&#0;&#x540d;&nosuch;&');)", "\uFFFD名&nosuch;&"},
  }));
  CAPTURE(source);
  CHECK(only(source) == expected);
}

TEST_CASE("An object literal is read by paths and fails softly") {
  const std::string source = R"(window.data = {
      base: { ret: '0' * 1, errmsg: JsDecode('ok'), },
      title: JsDecode('名单'), shown: true, "quoted": "q",
      wrong: '' === 'true', call: parse('x', {a: 1}), func: function () { return { title: 'no' }; },
      list: [ { url: 'a' }, , { url: 'b', }, 'c' ],
      title: 'second', count: '27570' || -1, /* end */
    };)";
  const auto found = read(source);
  REQUIRE(found.size() == 1);
  REQUIRE(found.front().object_at);
  const auto object = read_script_object(source, *found.front().object_at, source.size());
  const auto text = [&](std::string_view path) {
    const auto* literal = object.find(path);
    return literal ? text_of(source, *literal).text : std::string("(none)");
  };
  CHECK(text("base.ret") == "0");
  CHECK(text("base.errmsg") == "ok");
  CHECK(text("title") == "名单");
  CHECK(text("shown") == "true");
  CHECK(text("quoted") == "q");
  CHECK(text("wrong") == "(none)");
  CHECK(text("call") == "(none)");
  CHECK(text("func.title") == "(none)");
  CHECK(text("list.0.url") == "a");
  CHECK(text("list.1.url") == "b");
  CHECK(text("list.2") == "c");
  CHECK(text("count") == "27570");
}

TEST_CASE("Hostile scripts end soon and quietly") {
  constexpr std::size_t kSize = 1'000'000;
  const auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() < kSize) text += piece;
    return text;
  };
  const auto piece = GENERATE(as<std::string>{}, "biz=", "biz=xml?", "biz=\"\"||", "biz='", "/[", "/*", "`", "biz={",
                              "biz=(", "\"\\", "biz=htmlDecode(", "d.");
  CAPTURE(piece);
  const auto source = repeated(piece);
  for (const auto& assignment : read(source))
    CHECK((assignment.object_at || assignment.value->raw.end() <= source.size()));
  const auto nested = "{" + repeated("a:{");
  CHECK(read_script_object(nested, 0, nested.size()).members.empty());
  const auto open = "[" + repeated("[");
  CHECK(read_script_object(open, 0, open.size()).members.empty());
}

TEST_CASE("Arguments of written markup are found") {
  const std::string source = R"(document.write("今天".replace(/\r/g,"")); document.write(x); console.write('no');)";
  const Span whole[]{{0, source.size()}};
  const auto found = script_call_arguments(source, whole, "document.write");
  REQUIRE(found.size() == 1);
  CHECK(text_of(source, found.front()).text == "今天");
}
