#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/document.hpp"

namespace mingdan {

/// A sentence by which WeChat says, instead of an article, why there is none.
struct WechatNote {
  PageState state;
  std::string_view wording;   ///< a part of the note, without blanks and punctuation; 帐 stands for 账 as well
  std::string_view language;  ///< "zh" or "en"
};

/// All of them, the more particular before the more general.
std::span<const WechatNote> wechat_notes();
/// The state that the text of a note container means; never to be asked about running text, articles quote notes.
std::optional<PageState> wechat_note_state(std::string_view note);

}  // namespace mingdan
