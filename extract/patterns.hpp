#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingdan {

/// Every pattern of this stage. Patterns run over folded text (text/fold.hpp): half width, Simplified script.
enum class P {
  sentence_end,
  listing_date,
  heading_first_half,
  heading_second_half,
  list_heading_noun,
  explanation,
  annotation_line,
  number_alone,
  case_number_alone,
  left_out,
  marker_number,
  marker_brackets,
  marker_glued,
  marker_blank,
  marker_circled,
  marker_han,
  marker_han_brackets,
  batch_label,
  batch_label_alone,
  year_nearby,
  counted_organisations,
  count_after_noun,
  count_alone,
  count_of_act,
  count_of_cases,
  count_after_and_so_on,
  count_of_a_part,
  cumulative_words,
  own_count_words,
  leads_to_list,
  looks_back,
  earlier_batch,
  cumulative_batches,
  cumulative_total,
  cumulative_now,
  cumulative_batches_behind,
  adds_up,
  several_batch_totals,
  since_dated,
  campaign_dated,
  campaign_this_year,
  campaign_named_year,
  illegal_organisation,
  social_body,
  act_website,
  act_suspected,
  act_offshore,
  act_dissuaded,
  act_banned,
  act_leads,
  act_alone,
  takes_part,
  act_on_suspected,
  act_registers,
  banned_before,
  lawful_sanction,
  lawful_record,
  plain_publication,
  plain_list,
  removal,
  span_of_time,
  announces,
  lawful_body_words,
  disowns,
  list_heading,
  list_lead,
  list_in_attachment,
  blank_form,
  attachment_file,
  case_heading,
  case_prose,
  part_lead,
  branch_lead,
  case_numbered,
  case_deed,
  case_label_alone,
  inline_lead,
  object_lead,
  before_list_in_brackets,
  count_before_bracket,
  ordinal_words,
  name_separator,
  inline_tail,
  name_joiner,
  known_prefix,
  organisation_suffix,
  department,
  department_core,
  department_lead,
  department_acts,
  speaks_for,
  joins_the_teller,
  signature_date,
  department_subject_end,
  place_branch,
  glued_names,
  not_a_name,
  placeholder,
  closing_credit,
  site_of_name,
  note_on_list,
  source_label,
  according_to,
  law_context,
  law_title,
  counterpart,
  annotation_keyword,
  name_bracket,
  explains,
  praises,
  digest_title,
  explainer,
  warns,
  quoted,
  bureau_bans,
  learns,
  single_decision,
  decision_title,
  decision_sentence,
  act_on_name,
  decision_document,
  decides,
  only_intended,
  told_in_passing,
  ban_then_sites,
  own_office,
  refers_back,
  unregistered_subject,
  salutation,
  party_label,
  name_label,
  section_category,
  table_measure_header,
  cell_separator,
  table_other_header,
  table_name_header,
  table_counterpart_header,
  table_number_header,
  table_authority_header,
  table_note_header,
  section_place,
  enforcement_in_case,
  count_,
};

/// A pattern as data: what it is for, and sentences that it takes and refuses (a test runs them all).
struct Pattern {
  P id;
  std::string_view name;
  std::string_view purpose;
  std::string regex;  ///< RE2 syntax
  std::vector<std::string_view> takes;
  std::vector<std::string_view> refuses;
};

/// All patterns, in the order of P.
const std::vector<Pattern>& all_patterns();

/// Where a pattern was found: offsets in the searched text; groups that did not take part have no value.
struct Match {
  std::size_t from = 0;
  std::size_t to = 0;
  struct Group {
    std::size_t from = 0;
    std::size_t to = 0;
    std::string_view text;
  };
  std::vector<std::optional<Group>> groups;  ///< group 1 is groups[0]
};

/// True when the pattern is found anywhere in `text` (patterns say themselves where they are anchored).
bool matches(P id, std::string_view text);
/// The leftmost match at or behind `from`; anchors count from the start of `text`.
std::optional<Match> find_from(P id, std::string_view text, std::size_t from);
std::optional<Match> find(P id, std::string_view text);
/// All matches from left to right, without overlaps.
std::vector<Match> find_all(P id, std::string_view text);

}  // namespace mingdan
