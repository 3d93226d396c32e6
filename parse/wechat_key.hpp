#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// What names one article of a public account. Members are canonical (`biz` base64 with its `=`, `mid` and `idx`
/// decimal without leading zeros) or absent.
struct WechatIdentity {
  std::optional<std::string> biz;
  std::optional<std::string> mid;
  std::optional<std::string> idx;
  std::optional<std::string> sn;  ///< a check, never part of a key

  bool operator==(const WechatIdentity&) const = default;
};

/// An address as it can be fetched: `\x26`, `&amp;` and `&amp;amp;` undone, blanks at the ends and the fragment cut.
/// No parameter is ever dropped: without its chksm an article answers with a captcha.
std::string wechat_address(std::string_view as_seen);
/// Host mp.weixin.qq.com, over http or https.
bool is_wechat_address(std::string_view url);
/// The address of the verification page that WeChat redirects to.
bool is_wechat_captcha_address(std::string_view url);
/// An article's short address /s/<token>: an alias, the key is known only to the page itself.
bool is_wechat_short_address(std::string_view url);

/// `as_seen` in canonical form if it is base64 (padding may be missing, %3D accepted) of a decimal number.
std::optional<std::string> wechat_biz(std::string_view as_seen);
/// A message number or a position in a message: decimal, not zero, at most 20 digits.
std::optional<std::string> wechat_number(std::string_view as_seen);

/// What the address of an article says about it; legacy appmsgid, itemidx, sign included; the target of a captcha
/// address. Empty members for any other address.
WechatIdentity wechat_identity_of_url(std::string_view url);
/// `wechat:<biz>:<mid>:<idx>`; nullopt unless all three are known.
std::optional<std::string> wechat_key(const WechatIdentity& identity);
/// The key that an address tells, escaped in any of the usual ways: of an article as above, of an album
/// `wechat-album:<album_id>` (later parts of it with `:<msgid>:<itemidx>` of where they begin), of an account's list
/// of articles `wechat-profile:<biz>`. nullopt for short addresses and all others.
/// Pure; safe from any thread. Source: docs/wechat-pages.md, "Keys".
std::optional<std::string> wechat_key_of_url(std::string_view url);

}  // namespace mingdan
