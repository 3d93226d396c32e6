#include "parse/wechat_key.hpp"

#include <algorithm>
#include <array>

#include "text/spaces.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kMaxDigits = 20;
constexpr std::size_t kMaxAddress = 8192;

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= kMaxDigits &&
         std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// Base64 without regard to padding; nullopt for any other letter.
std::optional<std::string> base64_decoded(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char letter : text) {
    const auto value = kAlphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = ((bits << 6) | static_cast<unsigned>(value)) & 0xFFFFFF;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>((bits >> count) & 0xFF));
    }
  }
  return bytes;
}

std::string base64_encoded(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](std::size_t offset) -> unsigned {
      return at + offset < bytes.size() ? static_cast<unsigned char>(bytes[at + offset]) : 0U;
    };
    const unsigned bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
    const auto left = bytes.size() - at;
    text.push_back(kAlphabet[bits >> 18]);
    text.push_back(kAlphabet[(bits >> 12) & 63]);
    text.push_back(left > 1 ? kAlphabet[(bits >> 6) & 63] : '=');
    text.push_back(left > 2 ? kAlphabet[bits & 63] : '=');
  }
  return text;
}

bool is_wechat_host(const UrlParts& parts) {
  return parts.host == "mp.weixin.qq.com" && (parts.port.empty() || parts.port == "80" || parts.port == "443");
}

std::optional<UrlParts> wechat_parts(std::string_view url) {
  auto parts = split_url(url);
  if (!parts || !is_wechat_host(*parts)) return std::nullopt;
  return parts;
}

std::string_view without_end_slash(std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::optional<std::string> value_of(const std::string& url, std::string_view name, std::string_view older_name) {
  auto value = query_value(url, name);
  return value && !value->empty() ? value : query_value(url, older_name);
}

/// The article's address inside a captcha address, else the address itself.
std::string unwrapped(std::string_view url) {
  auto address = wechat_address(url);
  if (!is_wechat_captcha_address(address)) return address;
  const auto target = query_value(address, "target_url");
  return target ? wechat_address(*target) : address;
}

std::optional<std::string> album_key(const std::string& url) {
  const auto album = query_value(url, "album_id");
  if (!album || !is_digits(*album)) return std::nullopt;
  const auto from = wechat_number(query_value(url, "begin_msgid").value_or(""));
  const auto item = wechat_number(query_value(url, "begin_itemidx").value_or(""));
  auto key = "wechat-album:" + *album;
  if (from && item) key += ":" + *from + ":" + *item;
  return key;
}

}  // namespace

std::string wechat_address(std::string_view as_seen) {
  if (as_seen.size() > kMaxAddress) return {};
  std::string address(trimmed(as_seen));
  for (int layer = 0; layer < 3 && address.find_first_of("&\\") != std::string::npos; ++layer) {
    for (const auto escape : {"\\x26", "\\u0026"}) address = replaced(std::move(address), escape, "&");
    for (const auto escape : {"&amp;", "&#38;", "&#x26;"}) address = replaced(std::move(address), escape, "&");
    address = replaced(std::move(address), "\\/", "/");
  }
  return address.substr(0, address.find('#'));
}

bool is_wechat_address(std::string_view url) { return wechat_parts(wechat_address(url)).has_value(); }

bool is_wechat_captcha_address(std::string_view url) {
  const auto parts = wechat_parts(wechat_address(url));
  return parts && parts->path.find("wappoc_appmsgcaptcha") != std::string::npos;
}

bool is_wechat_short_address(std::string_view url) {
  const auto parts = wechat_parts(wechat_address(url));
  return parts && parts->path.starts_with("/s/") && parts->path.size() > 3;
}

std::optional<std::string> wechat_biz(std::string_view as_seen) {
  const auto text = percent_decoded(percent_decoded(trimmed(as_seen)));
  const auto number = base64_decoded(text);
  if (!number || !is_digits(*number) || number->front() == '0') return std::nullopt;
  return base64_encoded(*number);
}

std::optional<std::string> wechat_number(std::string_view as_seen) {
  auto number = trimmed(as_seen);
  if (!is_digits(number)) return std::nullopt;
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  if (number.empty()) return std::nullopt;
  return std::string(number);
}

WechatIdentity wechat_identity_of_url(std::string_view url) {
  const auto address = unwrapped(url);
  const auto parts = wechat_parts(address);
  if (!parts) return {};
  const auto path = without_end_slash(parts->path);
  if (path != "/s" && path != "/mp/appmsg/show" && !path.starts_with("/s/")) return {};
  WechatIdentity identity;
  identity.biz = wechat_biz(query_value(address, "__biz").value_or(""));
  identity.mid = wechat_number(value_of(address, "mid", "appmsgid").value_or(""));
  identity.idx = wechat_number(value_of(address, "idx", "itemidx").value_or(""));
  identity.sn = value_of(address, "sn", "sign");
  if (identity.sn && identity.sn->empty()) identity.sn.reset();
  return identity;
}

std::optional<std::string> wechat_key(const WechatIdentity& identity) {
  if (!identity.biz || !identity.mid || !identity.idx) return std::nullopt;
  return "wechat:" + *identity.biz + ":" + *identity.mid + ":" + *identity.idx;
}

std::optional<std::string> wechat_key_of_url(std::string_view url) {
  const auto address = unwrapped(url);
  const auto parts = wechat_parts(address);
  if (!parts) return std::nullopt;
  if (parts->path == "/mp/appmsgalbum") return album_key(address);
  if (parts->path == "/mp/profile_ext" || parts->path == "/mp/getmasssendmsg") {
    const auto biz = wechat_biz(query_value(address, "__biz").value_or(""));
    return biz ? std::optional("wechat-profile:" + *biz) : std::nullopt;
  }
  return wechat_key(wechat_identity_of_url(address));
}

}  // namespace mingdan
