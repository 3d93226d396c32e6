#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/page.hpp"
#include "parse/html_tree.hpp"
#include "parse/wechat_key.hpp"
#include "parse/wechat_scripts.hpp"

namespace mingdan {

/// An address of the page and where it was read.
struct WechatAddress {
  std::string url;     ///< as it can be fetched, see wechat_address
  std::string origin;  ///< "address", "saved from url", "msg_link", "og:url" …
};

/// Every address of the page itself, best first: known from outside, told by the saver's comment, by the scripts, by
/// the meta tags. Only addresses of mp.weixin.qq.com; without duplicates.
std::vector<WechatAddress> wechat_addresses(const HtmlTree& tree, const WechatScripts& scripts, const Page& page,
                                            const PageSummary& summary);

/// What the sources together say: each member from the first that has it (scripts, cgiDataNew, addresses in order).
struct WechatIdentityFound {
  WechatIdentity identity;
  std::vector<Finding> findings;  ///< identity_conflict for every source that says otherwise
};
WechatIdentityFound find_wechat_identity(const WechatScripts& scripts, const std::vector<WechatAddress>& addresses);

/// Sets url, key and aliases. `summary.state` must be known: lists have keys of their own.
void set_wechat_identity(const WechatScripts& scripts, const std::vector<WechatAddress>& addresses, Document& document);

}  // namespace mingdan
