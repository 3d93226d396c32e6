#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/lines.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// A batch label and where it stands.
struct BatchHit {
  Batch batch;
  Words words;
};

enum class CountBinding {
  batch,    ///< in a sentence with the batch label or the act itself
  heading,  ///< in a list heading
  chain,    ///< behind a chain of names (等7家)
  title,
};

struct CountHit {
  int value = 0;
  bool approximate = false;  ///< 余, 多
  CountBinding binding = CountBinding::batch;
  Words words;
};

/// The year that relative words (今年, 去年, a day without year) count from: that of publication, if known.
using PublicationYear = std::optional<int>;
PublicationYear publication_year(const Document& document);

/// Labels of batches in the words, in order. Those that a total speaks of (此前第一批、第二批…) are included.
std::vector<BatchHit> batches_in(const Lines& lines, const Words& words, PublicationYear year);
/// Counts of organisations in the words that are not running totals. `binding` says how strong they are.
std::vector<CountHit> counts_in(const Lines& lines, const Words& words, CountBinding binding);
/// The counts behind the word for one act: 取缔2家、劝散1家 gives the banned 2 and the dissuaded 1.
std::vector<CountHit> counts_of_act(const Lines& lines, const Words& words, NoticeKind kind);
bool is_running_total(std::string_view folded_sentence);
/// Two or more pairs N批M家 in one sentence: the form of digests and press conferences.
bool tells_several_totals(std::string_view folded_sentence);

/// A title that tells the totals of a year or a quarter (2024年前三季度依法处置659家), no batch and no list.
bool is_report_of_totals(std::string_view folded_title);

std::optional<Cited<Cumulative>> cumulative_in(const Lines& lines, const Words& sentence, PublicationYear year);
std::optional<Cited<std::string>> campaign_start_in(const Lines& lines, const Words& sentence, PublicationYear year);
/// True when a running total is only approximate (300余家).
bool total_is_approximate(const Lines& lines, const Words& sentence);

}  // namespace mingdan
