#include "archive/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace mingdan {
namespace {

std::string digest_of(std::string_view bytes, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm, nullptr) != 1)
    throw std::runtime_error("SHA-1 or SHA-256 is not available in this OpenSSL");
  return {reinterpret_cast<const char*>(digest.data()), length};
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  for (const char byte : digest_of(bytes, EVP_sha256())) {
    hex.push_back(kHex[static_cast<unsigned char>(byte) >> 4U]);
    hex.push_back(kHex[static_cast<unsigned char>(byte) & 15U]);
  }
  return hex;
}

std::string sha1_base32(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned int bits = 0;
  unsigned int count = 0;
  for (const char byte : digest_of(bytes, EVP_sha1())) {  // 160 bits are 32 letters without padding
    bits = (bits << 8U) | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5; count -= 5) text.push_back(kAlphabet[(bits >> (count - 5)) & 31U]);
  }
  return text;
}

}  // namespace mingdan
