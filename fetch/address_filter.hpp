#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mingdan {

/// Whether an IPv4 address (network order) is one of the open internet: none of private, loopback, link-local, shared
/// (CGNAT), documentation, benchmark, multicast or reserved ranges.
/// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates).
bool is_public_ipv4(std::span<const std::uint8_t, 4> address);
/// The same of an IPv6 address; one that holds an IPv4 address (mapped, compatible, NAT64, 6to4) is as public as that;
/// Teredo never is.
bool is_public_ipv6(std::span<const std::uint8_t, 16> address);
/// Of a numeric address as text, as inet_pton() reads it; nullopt when it is none.
std::optional<bool> is_public_address(std::string_view numeric);

}  // namespace mingdan
