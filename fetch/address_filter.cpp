#include "fetch/address_filter.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

namespace mingdan {
namespace {

struct Range4 {
  std::array<std::uint8_t, 4> first;
  int bits;
};

struct Range6 {
  std::array<std::uint8_t, 16> first;
  int bits;
};

constexpr std::array kClosed4{
    Range4{{0, 0, 0, 0}, 8},        // this network
    Range4{{10, 0, 0, 0}, 8},       // private
    Range4{{100, 64, 0, 0}, 10},    // shared (CGNAT)
    Range4{{127, 0, 0, 0}, 8},      // loopback
    Range4{{169, 254, 0, 0}, 16},   // link-local
    Range4{{172, 16, 0, 0}, 12},    // private
    Range4{{192, 0, 0, 0}, 24},     // protocol assignments
    Range4{{192, 0, 2, 0}, 24},     // documentation
    Range4{{192, 31, 196, 0}, 24},  // AS112
    Range4{{192, 52, 193, 0}, 24},  // AMT
    Range4{{192, 88, 99, 0}, 24},   // 6to4 relays
    Range4{{192, 168, 0, 0}, 16},   // private
    Range4{{192, 175, 48, 0}, 24},  // AS112
    Range4{{198, 18, 0, 0}, 15},    // benchmarks
    Range4{{198, 51, 100, 0}, 24},  // documentation
    Range4{{203, 0, 113, 0}, 24},   // documentation
    Range4{{224, 0, 0, 0}, 4},      // multicast
    Range4{{240, 0, 0, 0}, 4},      // reserved, broadcast
};

constexpr std::array kClosed6{
    Range6{{0x01, 0x00}, 64},              // discard only
    Range6{{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo
    Range6{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    Range6{{0x3f, 0xff, 0x00}, 20},        // documentation
    Range6{{0x5f, 0x00}, 16},              // segment routing
    Range6{{0x64, 0xff, 0x9b, 0x00}, 16},  // reserved (NAT64 is looked into before)
};

template <std::size_t N>
bool is_within(std::span<const std::uint8_t, N> address, const std::array<std::uint8_t, N>& first, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(whole), address.begin())) return false;
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff00U >> static_cast<unsigned>(bits % 8));
  return (address[whole] & mask) == (first[whole] & mask);
}

bool begins_with(std::span<const std::uint8_t, 16> address, std::initializer_list<std::uint8_t> bytes) {
  return std::equal(bytes.begin(), bytes.end(), address.begin());
}

/// The IPv4 address that an IPv6 address stands for.
std::optional<std::span<const std::uint8_t, 4>> embedded_ipv4(std::span<const std::uint8_t, 16> address) {
  const bool mapped = begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff});
  const bool translated = begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0});
  const bool compatible = begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  const bool nat64 = begins_with(address, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0});
  if (mapped || translated || compatible || nat64) return address.subspan<12, 4>();
  if (begins_with(address, {0x20, 0x02})) return address.subspan<2, 4>();  // 6to4
  return std::nullopt;
}

}  // namespace

bool is_public_ipv4(std::span<const std::uint8_t, 4> address) {
  return std::ranges::none_of(kClosed4,
                              [&](const Range4& range) { return is_within(address, range.first, range.bits); });
}

bool is_public_ipv6(std::span<const std::uint8_t, 16> address) {
  if (const auto inner = embedded_ipv4(address)) return is_public_ipv4(*inner);
  const bool global_unicast = (address[0] & 0xe0U) == 0x20U;  // all else is local, multicast or reserved
  return global_unicast && std::ranges::none_of(kClosed6, [&](const Range6& range) {
           return is_within(address, range.first, range.bits);
         });
}

std::optional<bool> is_public_address(std::string_view numeric) {
  const std::string text(numeric);
  std::array<std::uint8_t, 4> four{};
  if (inet_pton(AF_INET, text.c_str(), four.data()) == 1) return is_public_ipv4(four);
  std::array<std::uint8_t, 16> sixteen{};
  if (inet_pton(AF_INET6, text.c_str(), sixteen.data()) == 1) return is_public_ipv6(sixteen);
  return std::nullopt;
}

}  // namespace mingdan
