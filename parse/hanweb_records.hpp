#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// Lists of Hanweb JCMS come as `<script type="text/xml"><datastore>…<record><![CDATA[<a …>]]></record>…`: markup that
/// the site's script puts into the page. In: a page, UTF-8. Out: the same bytes with the script's tags and the CDATA
/// marks of each data store blanked, so that the entries are ordinary elements and every offset stays; nullopt when the
/// page has no data store. Source: docs/sites.md, "Lists".
std::optional<std::string> with_records_opened(std::string_view page);

}  // namespace mingdan
