#include <array>
#include <string_view>

#include "fetch/address_filter.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("addresses of the open internet are fetched from") {
  constexpr std::array kPublic{
      "1.1.1.1",        "8.8.8.8",        "9.255.255.255",    "11.0.0.0",        "59.252.100.194",
      "100.63.255.255", "100.128.0.0",    "126.255.255.255",  "128.0.0.1",       "169.253.255.255",
      "172.15.255.255", "172.32.0.1",     "192.0.1.1",        "192.167.255.255", "192.169.0.1",
      "198.17.255.255", "198.20.0.1",     "223.255.255.255",  "2400:3200::1",    "2001:4860:4860::8888",
      "240e:1:2:3::4",  "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2620:0:860::1",
  };
  for (const std::string_view address : kPublic) {
    CAPTURE(address);
    CHECK(is_public_address(address) == true);
  }
}

TEST_CASE("addresses inside networks are not fetched from") {
  constexpr std::array kClosed{
      "0.0.0.0",
      "0.1.2.3",
      "10.0.0.1",
      "10.255.255.255",
      "100.64.0.1",
      "100.127.255.255",
      "127.0.0.1",
      "127.1.2.3",
      "127.255.255.255",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
      "192.0.0.8",
      "192.0.2.1",
      "192.88.99.1",
      "192.168.0.1",
      "192.168.255.255",
      "198.18.0.1",
      "198.19.255.255",
      "198.51.100.7",
      "203.0.113.9",
      "224.0.0.1",
      "239.255.255.255",
      "240.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "::7f00:1",
      "::ffff:127.0.0.1",
      "::ffff:10.0.0.1",
      "::ffff:0:127.0.0.1",
      "fe80::1",
      "fe80::1234:5678",
      "fc00::1",
      "fdff:ffff::1",
      "fec0::1",
      "ff02::1",
      "2001::1",
      "2001:0:7f00:1::",
      "2001:db8::1",
      "2002:7f00:1::",
      "2002:c0a8:101::1",
      "64:ff9b::7f00:1",
      "64:ff9b::a00:1",
      "64:ff9b:1::1",
      "100::1",
      "3fff::1",
      "5f00::1",
      "4000::1",
      "e000::1",
  };
  for (const std::string_view address : kClosed) {
    CAPTURE(address);
    CHECK(is_public_address(address) == false);
  }
}

TEST_CASE("what is no numeric address is none") {
  for (const std::string_view text :
       {"", "localhost", "0177.0.0.1", "2130706433", "0x7f.1", "127.1", "1.2.3", "fe80::1%lo"}) {
    CAPTURE(text);
    CHECK_FALSE(is_public_address(text).has_value());
  }
}
