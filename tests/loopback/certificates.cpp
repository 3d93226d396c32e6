#include "tests/loopback/certificates.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace mingdan::test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using X509Pointer = std::unique_ptr<X509, void (*)(X509*)>;
using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;

constexpr const char* kAuthorityName = "mingdan test authority";

std::string text_of(BIO* bio) {
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

Bio memory() { return {BIO_new(BIO_s_mem()), BIO_free}; }

std::string pem_of(X509* certificate) {
  const auto bio = memory();
  PEM_write_bio_X509(bio.get(), certificate);
  return text_of(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const auto bio = memory();
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio.get());
}

Key new_key(int rsa_bits) {
  return {rsa_bits > 0 ? EVP_RSA_gen(static_cast<unsigned>(rsa_bits)) : EVP_EC_gen("P-256"), EVP_PKEY_free};
}

Key key_in(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return {PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  auto* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  if (extension == nullptr) throw std::runtime_error("a certificate extension can't be made");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void set_name(X509_NAME* name, const std::string& text) {
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1,
                             0);
}

X509Pointer new_certificate(EVP_PKEY* key, const std::string& name, const CertificateWish& wish) {
  static long serial = 0;
  X509Pointer certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wish.valid_from);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wish.valid_until);
  X509_set_pubkey(certificate.get(), key);
  set_name(X509_get_subject_name(certificate.get()), name);
  return certificate;
}

bool is_address(const std::string& name) { return name.find_first_not_of("0123456789.") == std::string::npos; }

/// "DNS:a.example,IP:127.0.0.1"
std::string alternative_names(std::string names) {
  std::string result;
  for (std::size_t end = 0; end != std::string::npos; names.erase(0, end + 1)) {
    end = names.find(',');
    const auto name = names.substr(0, end);
    result += (result.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
    if (end == std::string::npos) break;
  }
  return result;
}

}  // namespace

TestAuthority::TestAuthority() {
  const auto key = new_key(0);
  const auto certificate = new_certificate(key.get(), kAuthorityName, {});
  set_name(X509_get_issuer_name(certificate.get()), kAuthorityName);
  add_extension(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  own_ = {pem_of(certificate.get()), pem_of(key.get())};
}

Certificate TestAuthority::issue(const CertificateWish& wish) const {
  const auto key = new_key(wish.key_bits);
  const auto certificate = new_certificate(key.get(), wish.name.substr(0, wish.name.find(',')), wish);
  set_name(X509_get_issuer_name(certificate.get()),
           wish.self_signed ? wish.name.substr(0, wish.name.find(',')) : kAuthorityName);
  add_extension(certificate.get(), certificate.get(), NID_subject_alt_name, alternative_names(wish.name));
  X509_sign(certificate.get(), wish.self_signed ? key.get() : key_in(own_.key).get(), EVP_sha256());
  return {pem_of(certificate.get()), pem_of(key.get())};
}

}  // namespace mingdan::test
