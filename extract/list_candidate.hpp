#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/figures.hpp"
#include "extract/kinds.hpp"
#include "extract/lines.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// One item of a list as found, before it is cleaned.
struct ListItem {
  Words words;
  std::optional<int> number;
  std::optional<std::string> authority;   ///< who enforced, from a column or a heading over a part of the list
  std::optional<std::string> annotation;  ///< from a column of remarks
  std::optional<NoticeKind> measure = {};  ///< from a column of what was done
  std::optional<std::string> counterpart = {};  ///< the lawful body, from a column of its own
};

/// A list of names as found on the page.
struct ListCandidate {
  Carrier carrier = Carrier::numbered;
  std::vector<ListItem> items;
  std::optional<Words> heading;
  std::size_t first_line = 0;  ///< lines of the body; first <= last
  std::size_t last_line = 0;
  bool says_and_so_on = false;  ///< the chain ends in 等: it need not be whole
  bool has_lead = false;        ///< 包括, 如下: … the chain claims to be the list
  bool of_a_total = false;      ///< stands in a sentence about earlier batches
  std::optional<CountHit> count;  ///< 等7家 behind a chain
  std::optional<Words> place;     ///< the place or bureau whose part of a list the chain is: 北京：A、B
  std::optional<KindAndEvent> own_kind;  ///< by the heading, or by the sentence that carries a chain
};

/// Items one by one behind numbers, printed or of an <ol>, in any style; also several in one line.
std::vector<ListCandidate> numbered_lists(const Lines& lines);
/// Rows of a table with the names in any column.
std::vector<ListCandidate> table_lists(const Lines& lines);
/// One name a line under a list heading, without numbers.
std::vector<ListCandidate> line_lists(const Lines& lines);
/// The same label before each name: 组织名称：A … 组织名称：B.
std::vector<ListCandidate> labelled_lists(const Lines& lines);
/// One heading a case (案例一：“X”案).
std::vector<ListCandidate> case_lists(const Lines& lines);
/// All of these, in the order of the page. Where two readings overlap the earlier of cases, labels, tables, numbers and
/// lines wins.
std::vector<ListCandidate> block_lists(const Lines& lines);
/// Chains of names in running text, by 、 or by quotes. Lawful bodies, departments and the like are left out.
std::vector<ListCandidate> name_chains(const Lines& lines, std::size_t line);
/// True for a sentence that tells of different acts: 取缔“A”，劝散“B”.
bool tells_several_acts(std::string_view folded_sentence);
/// Chains under places that follow each other in a line or from line to line, made one list: 北京：A、B。天津：C。
std::vector<ListCandidate> join_places(const Lines& lines, std::vector<ListCandidate> chains);

/// The heading that stands over the line `first`, if one of the few lines before it is one.
std::optional<Words> heading_over(const Lines& lines, std::size_t first);
/// True when `share` of the items may be names and enough of them look like organisations: under a heading of these
/// notices fewer need to.
bool is_list_of_organisations(const Lines& lines, const ListCandidate& candidate);

}  // namespace mingdan
