#include "text/host_name.hpp"

#include <array>
#include <string>
#include <utility>

#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("host names are looked up in ASCII") {
  const std::array<std::pair<std::string, std::string>, 8> cases{{
      {"www.MCA.gov.cn", "www.mca.gov.cn"},
      {"a_b.example", "a_b.example"},
      {"", ""},
      {"例子.测试", "xn--fsqu00a.xn--0zwm56d"},
      {"例子。测试", "xn--fsqu00a.xn--0zwm56d"},
      {"ＷＷＷ.ｅｘａｍｐｌｅ", "www.example"},
      {"１２７.0.0.1", "127.0.0.1"},
      {"Bücher.example", "xn--bcher-kva.example"},
  }};
  for (const auto& [written, looked_up] : cases) {
    CAPTURE(written);
    CHECK(ascii_host(written) == looked_up);
  }
}

TEST_CASE("names that can be no host are refused") {
  for (const std::string name :
       {"\xff\xfe.example", "名 单.example", "例子..测试", "\xe2\x80\x8b", "名/单.example", "名@单.example",
        "a.example／b", "a.example＠b.example", "a.example：80", "a_名.example"}) {
    CAPTURE(name);
    CHECK(ascii_host(name) == std::nullopt);
  }
  std::string endless;
  for (int i = 0; i < 1000; ++i) endless += "名";
  CHECK(ascii_host(endless) == std::nullopt);
}
