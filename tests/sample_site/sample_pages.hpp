#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingdan::test {

/// One page that the sample site serves.
struct SamplePage {
  std::string url;  ///< https
  std::string title;
  std::string published;  ///< "2022-10-26"
  std::string body;
};

/// The fixtures of one folder that tell their own https address (an http one of WeChat counts as such), by address.
std::vector<SamplePage> sample_pages_in(const std::string& folder);

/// A page's lines as `mingdan import` reads them: JSON Lines with url and body_base64.
std::string json_lines_of(const std::vector<SamplePage>& pages);

/// What lists say of pages, in the markup of their sites. `next`: the address where they go on, or empty.
std::string mca_list(const std::vector<SamplePage>& pages, const std::string& next);
std::string cac_list(const std::vector<SamplePage>& pages);
std::string album_json(const std::vector<SamplePage>& pages, bool continues);
std::string rss_feed(const std::vector<SamplePage>& pages);

}  // namespace mingdan::test
