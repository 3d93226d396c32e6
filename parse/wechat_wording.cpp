#include "parse/wechat_wording.hpp"

#include <array>
#include <string>

namespace mingdan {
namespace {

constexpr std::size_t kMaxNote = 600;  ///< bytes; a note is a sentence or two

constexpr std::array kNotes{
    WechatNote{PageState::rate_limited, "访问过于频繁", "zh"},
    WechatNote{PageState::rate_limited, "操作频繁", "zh"},
    WechatNote{PageState::rate_limited, "操作过于频繁", "zh"},
    WechatNote{PageState::rate_limited, "toofrequent", "en"},
    WechatNote{PageState::captcha, "环境异常", "zh"},
    WechatNote{PageState::captcha, "完成验证后即可继续访问", "zh"},
    WechatNote{PageState::deleted, "已被发布者删除", "zh"},
    WechatNote{PageState::deleted, "内容已被删除", "zh"},
    WechatNote{PageState::deleted, "deletedbytheauthor", "en"},
    WechatNote{PageState::deleted, "deletedbytheposter", "en"},
    WechatNote{PageState::migrated, "该公众号已迁移", "zh"},
    WechatNote{PageState::account_gone, "帐号已被屏蔽", "zh"},
    WechatNote{PageState::account_gone, "帐号已自主注销", "zh"},
    WechatNote{PageState::account_gone, "帐号已注销", "zh"},
    WechatNote{PageState::account_gone, "已申请帐号迁移", "zh"},
    WechatNote{PageState::account_gone, "帐号迁移流程中", "zh"},
    WechatNote{PageState::account_gone, "accounthasbeenblocked", "en"},
    WechatNote{PageState::infringement, "涉嫌侵权", "zh"},
    WechatNote{PageState::infringement, "被多人投诉", "zh"},
    WechatNote{PageState::infringement, "内容发送失败无法查看", "zh"},
    WechatNote{PageState::infringement, "infringement", "en"},
    WechatNote{PageState::violation, "违规无法查看", "zh"},
    WechatNote{PageState::violation, "涉嫌违反", "zh"},
    WechatNote{PageState::violation, "violat", "en"},
    WechatNote{PageState::bad_parameters, "参数错误", "zh"},
    WechatNote{PageState::bad_parameters, "parametererror", "en"},
    WechatNote{PageState::bad_parameters, "wrongparameter", "en"},
    WechatNote{PageState::bad_parameters, "invalidparameter", "en"},
    WechatNote{PageState::expired, "链接已过期", "zh"},
    WechatNote{PageState::expired, "临时链接已失效", "zh"},
    WechatNote{PageState::expired, "linkhasexpired", "en"},
    WechatNote{PageState::expired, "linkexpired", "en"},
    WechatNote{PageState::needs_client, "请在微信客户端打开链接", "zh"},
    WechatNote{PageState::needs_client, "inwechatclient", "en"},
    WechatNote{PageState::temporary, "暂时无法查看", "zh"},
    WechatNote{PageState::temporary, "未知错误", "zh"},
    WechatNote{PageState::temporary, "系统出错", "zh"},
    WechatNote{PageState::temporary, "unknownerror", "en"},
    WechatNote{PageState::temporary, "systemerror", "en"},
};

/// Lower case, 帐 for 账, without blanks and punctuation.
std::string folded(std::string_view note) {
  static constexpr std::array<std::string_view, 11> kDropped{"\u3000", "\u00a0", "，", "。", "、", "！",
                                                             "？",     "；",     "：", "“",  "”"};
  std::string text;
  while (!note.empty()) {
    bool dropped = false;
    for (const auto mark : kDropped)
      if (note.starts_with(mark)) {
        note.remove_prefix(mark.size());
        dropped = true;
        break;
      }
    if (dropped) continue;
    if (note.starts_with("账")) {
      text += "帐";
      note.remove_prefix(std::string_view("账").size());
      continue;
    }
    const char letter = note.front();
    if (letter >= 'A' && letter <= 'Z')
      text.push_back(static_cast<char>(letter - 'A' + 'a'));
    else if ((letter >= 'a' && letter <= 'z') || static_cast<unsigned char>(letter) >= 0x80)
      text.push_back(letter);
    note.remove_prefix(1);
  }
  return text;
}

}  // namespace

std::span<const WechatNote> wechat_notes() { return kNotes; }

std::optional<PageState> wechat_note_state(std::string_view note) {
  const auto text = folded(note.substr(0, kMaxNote));
  for (const auto& entry : kNotes)
    if (text.find(entry.wording) != std::string::npos) return entry.state;
  return std::nullopt;
}

}  // namespace mingdan
