#include "fetch/answer_head.hpp"

#include "fetch/http_checks.hpp"

namespace mingdan {

AnswerHead::Step AnswerHead::take(std::string_view line) {
  seen_ += line.size();
  if (seen_ > most_) return Step::too_large;
  if (whole_) return Step::more;
  if (interim_ended_) text_.clear();
  interim_ended_ = false;
  text_ += line;
  if (line != "\r\n" && line != "\n") return Step::more;
  interim_ended_ = status_of_head(text_).value_or(0) / 100 == 1;
  whole_ = !interim_ended_;
  return whole_ ? Step::whole : Step::more;
}

}  // namespace mingdan
