#include <array>

#include "tests/fetch/robots_cases.hpp"

namespace mingdan::test {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto kCases = std::to_array<RobotsCase>({
    // Whom a group is for. RFC 9309 sections 2.2.1 and 5.1.
    {"nothing forbids nothing", "", "/a", true},
    {"a group for all", "User-agent: *\nDisallow: /\n", "/a", false},
    {"a group for us", "User-agent: mingdan\nDisallow: /\n", "/a", false},
    {"a group for another", "User-agent: foobot\nDisallow: /\n", "/a", true},
    {"our group wins over the one for all", "User-agent: *\nDisallow: /\n\nUser-agent: mingdan\nAllow: /\n", "/a",
     true},
    {"our group wins wherever it stands", "User-agent: mingdan\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", "/a",
     true},
    {"our group without rules frees us", "User-agent: *\nDisallow: /\n\nUser-agent: mingdan\nDisallow:\n", "/a", true},
    {"rules for all are not added to ours", "User-agent: mingdan\nAllow: /b\n\nUser-agent: *\nDisallow: /a\n", "/a",
     true},
    {"no group for us and none for all", "User-agent: a\nDisallow: /\nUser-agent: b\nDisallow: /\n", "/a", true},
    {"our groups are merged, first part",
     "User-agent: mingdan\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\n"
     "User-agent: mingdan\nDisallow: /b\n",
     "/a", false},
    {"our groups are merged, second part",
     "User-agent: mingdan\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\n"
     "User-agent: mingdan\nDisallow: /b\n",
     "/b", false},
    {"merged groups leave out the one for all",
     "User-agent: mingdan\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\n"
     "User-agent: mingdan\nDisallow: /b\n",
     "/c", true},
    {"groups for all are merged",
     "User-agent: *\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n"
     "User-agent: *\nDisallow: /c\n",
     "/c", false},
    {"one group for two products, first", "User-agent: mingdan\nUser-agent: foobot\nDisallow: /a\n", "/a", false},
    {"one group for two products, second", "User-agent: foobot\nUser-agent: mingdan\nDisallow: /a\n", "/a", false},
    {"all and us in one group", "User-agent: *\nUser-agent: mingdan\nDisallow: /a\n", "/a", false},
    {"empty lines do not part names", "User-agent: mingdan\n\n\nUser-agent: foobot\n\nDisallow: /a\n", "/a", false},
    {"empty lines do not end a group", "User-agent: mingdan\nDisallow: /a\n\n\nDisallow: /b\n", "/b", false},
    {"a rule ends the names", "User-agent: mingdan\nDisallow: /a\nUser-agent: foobot\nDisallow: /b\n", "/b", true},
    {"an empty rule ends the names, too", "User-agent: mingdan\nDisallow:\nUser-agent: foobot\nDisallow: /\n", "/b",
     true},
    {"an unrooted permission ends the names", "User-agent: mingdan\nAllow: x\nUser-agent: o\nDisallow: /\n", "/b",
     true},
    {"a sitemap does not end the names",
     "User-agent: mingdan\nSitemap: https://a.example/s\nUser-agent: *\nDisallow: /\n", "/a", false},
    {"a sitemap does not end a group", "User-agent: mingdan\nDisallow: /a\nSitemap: /s\nDisallow: /b\n", "/b", false},
    {"an unknown field does not end the names", "User-agent: mingdan\nHost: a\nUser-agent: foobot\nDisallow: /\n", "/a",
     false},
    {"a delay does not end the names", "User-agent: mingdan\nCrawl-delay: 5\nUser-agent: foobot\nDisallow: /\n", "/a",
     false},
    {"rules before any name count for nobody", "Disallow: /\nUser-agent: foobot\nDisallow: /\n", "/a", true},
    {"the same group twice", "User-agent: mingdan\nDisallow: /a\nUser-agent: mingdan\nAllow: /a\n", "/a", true},

    // The product token.
    {"in any case", "User-Agent: MingDan\nDisallow: /\n", "/a", false},
    {"with a version", "User-agent: mingdan/1.0\nDisallow: /\n", "/a", false},
    {"with more words", "User-agent: mingdan (+https://a.example/bot)\nDisallow: /\n", "/a", false},
    {"no prefix of it", "User-agent: ming\nDisallow: /\n", "/a", true},
    {"nothing that it is a prefix of", "User-agent: mingdan-images\nDisallow: /\n", "/a", true},
    {"not inside another's", "User-agent: the mingdan\nDisallow: /\n", "/a", true},
    {"with a blank after the star", "User-agent: * all\nDisallow: /\n", "/a", false},
    {"with something glued to the star", "User-agent: *foo\nDisallow: /\n", "/a", true},
    {"a star with our name glued to it", "User-agent: *mingdan\nDisallow: /\n", "/a", true},
    {"an empty name", "User-agent:\nDisallow: /\n", "/a", true},
    {"a name that is none", "User-agent: 007\nDisallow: /\n", "/a", true},
    {"a name in quotes is none", "User-agent: \"mingdan\"\nDisallow: /\n", "/a", true},
    {"a name that is no ASCII", "User-agent: 名单\nDisallow: /\n", "/a", true},

    // How lines are written. RFC 9309 section 2.2, google/robotstxt.
    {"field names in any case", "USER-AGENT: mingdan\nDISALLOW: /\n", "/a", false},
    {"blanks around everything", " \t user-agent \t : \t mingdan \t \n \t disallow \t : \t / \t \n", "/a", false},
    {"no blanks at all", "user-agent:mingdan\ndisallow:/\n", "/a", false},
    {"no colon but a blank", "user-agent mingdan\ndisallow /\n", "/a", false},
    {"no colon and three words", "user-agent: mingdan\ndisallow / x\n", "/a", true},
    {"no colon and no blank", "user-agent: mingdan\ndisallow/\n", "/a", true},
    {"no colon but a blank and a comment", "user-agent mingdan # us\ndisallow / # all\n", "/a", false},
    {"useragent", "useragent: mingdan\nDisallow: /\n", "/a", false},
    {"user agent", "user agent: mingdan\nDisallow: /\n", "/a", false},
    {"dissallow", "User-agent: *\nDissallow: /\n", "/a", false},
    {"dissalow", "User-agent: *\nDissalow: /\n", "/a", false},
    {"disalow", "User-agent: *\nDisalow: /\n", "/a", false},
    {"diasllow", "User-agent: *\nDiasllow: /\n", "/a", false},
    {"disallaw", "User-agent: *\nDisallaw: /\n", "/a", false},
    {"a name with more letters", "User-agent: *\nDisallowed: /\n", "/a", true},
    {"ends of lines: CR LF", "User-agent: mingdan\r\nDisallow: /\r\n", "/a", false},
    {"ends of lines: CR", "User-agent: mingdan\rDisallow: /\r", "/a", false},
    {"ends of lines: mixed", "User-agent: mingdan\r\n\rDisallow: /a\nDisallow: /b\r", "/b", false},
    {"no end of the last line", "User-agent: mingdan\nDisallow: /", "/a", false},
    {"a byte order mark", "\xEF\xBB\xBFUser-agent: mingdan\nDisallow: /\n", "/a", false},
    {"a byte order mark on a later line is none",
     "User-agent: mingdan\n\xEF\xBB\xBF"
     "\x01"
     "Disallow: /\n",
     "/a", true},
    {"a comment behind a rule", "User-agent: mingdan # us\nDisallow: /a # secret\n", "/a", false},
    {"a comment glued to a rule", "User-agent: mingdan#us\nDisallow: /a#b\n", "/a", false},
    {"a comment line between names", "User-agent: mingdan\n# and\nUser-agent: foobot\nDisallow: /\n", "/a", false},
    {"a rule inside a comment", "User-agent: mingdan\n# Disallow: /\n", "/a", true},
    {"a rule that is only a comment", "User-agent: mingdan\nDisallow: # /\n", "/a", true},
    {"a NUL inside a line", "User-agent: mingdan\nDis\0allow: /a\nDisallow: /b\n"sv, "/b", false},
    {"a page in place of rules", "<!DOCTYPE html>\n<html><body>404: Disallow: /</body></html>\n", "/a", true},
    {"a page that holds rules", "<html>\n<pre>\nUser-agent: *\nDisallow: /a\n</pre>\n", "/a", false},
    {"bytes that are no text", "\x1f\x8b\x08\xff\xfe:\x80\nUser-agent: *\nDisallow: /a\n", "/a", false},
    {"only colons", ":::\n:\n : \nUser-agent: *\nDisallow: /a\n", "/a", false},
    {"JSON", "{\"User-agent\": \"*\", \"Disallow\": \"/\"}", "/a", true},
});

}  // namespace

std::span<const RobotsCase> robots_group_cases() { return kCases; }

}  // namespace mingdan::test
