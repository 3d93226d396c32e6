#pragma once

#include <string>

#include "tests/loopback/loopback_server.hpp"

namespace mingdan::test {

struct CertificateWish {
  std::string name = "127.0.0.1";  ///< host name or IPv4 address that it stands for, or several with commas between
  int valid_from = -3600;          ///< seconds from now
  int valid_until = 3600;
  int key_bits = 0;                ///< of an RSA key; 0: an elliptic one, which is quick to make
  bool self_signed = false;        ///< by its own key, in its own name
};

/// A certificate authority of a test.
class TestAuthority {
 public:
  TestAuthority();
  /// PEM, to be trusted.
  [[nodiscard]] const std::string& certificate() const { return own_.certificate; }
  [[nodiscard]] Certificate issue(const CertificateWish& wish) const;

 private:
  Certificate own_;
};

}  // namespace mingdan::test
