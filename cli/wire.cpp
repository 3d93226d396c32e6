#include "cli/wire.hpp"

#include <cstring>
#include <stdexcept>

namespace mingdan {
namespace {

void put(std::string& out, std::uint64_t number) { out.append(reinterpret_cast<const char*>(&number), sizeof number); }

void put(std::string& out, std::string_view text) {
  put(out, std::uint64_t{text.size()});
  out += text;
}

void put(std::string& out, const std::optional<Error>& error) {
  put(out, std::uint64_t{error ? 1U : 0U});
  if (!error) return;
  put(out, std::string_view(error->code));
  put(out, std::string_view(error->message));
}

void put(std::string& out, const std::optional<std::string>& text) {
  put(out, std::uint64_t{text ? 1U : 0U});
  if (text) put(out, std::string_view(*text));
}

void put(std::string& out, const ListedPage& page) {
  put(out, std::string_view(page.url));
  put(out, std::string_view(page.title));
  put(out, page.published);
  put(out, page.updated);
}

void put(std::string& out, const std::vector<ListedPage>& pages) {
  put(out, std::uint64_t{pages.size()});
  for (const auto& page : pages) put(out, page);
}

struct Reader {
  std::string_view rest;

  std::string text() {
    const auto length = number();
    if (length > rest.size()) throw std::logic_error("a message between processes is too short");
    std::string value(rest.substr(0, length));
    rest.remove_prefix(length);
    return value;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    if (rest.size() < sizeof value) throw std::logic_error("a message between processes is too short");
    std::memcpy(&value, rest.data(), sizeof value);
    rest.remove_prefix(sizeof value);
    return value;
  }
  std::optional<std::string> maybe_text() {
    if (number() == 0) return std::nullopt;
    return text();
  }
  std::optional<Error> error() {
    if (number() == 0) return std::nullopt;
    auto code = text();
    return Error{std::move(code), text()};
  }
  std::vector<ListedPage> listed() {
    std::vector<ListedPage> pages(number());
    for (auto& page : pages) {
      page.url = text();
      page.title = text();
      page.published = maybe_text();
      page.updated = maybe_text();
    }
    return pages;
  }
};

}  // namespace

std::string encoded(const PagePlace& place) {
  std::string out;
  put(out, std::string_view(place.input));
  put(out, place.record);
  put(out, static_cast<std::uint64_t>(place.kind));
  put(out, place.offset);
  put(out, std::uint64_t{place.bytes ? 1U : 0U});
  if (place.bytes) put(out, std::string_view(*place.bytes));
  put(out, place.error);
  return out;
}

PagePlace decoded_place(std::string_view bytes) {
  Reader reader{bytes};
  PagePlace place;
  place.input = reader.text();
  place.record = reader.number();
  place.kind = static_cast<InputKind>(reader.number());
  place.offset = reader.number();
  if (reader.number() != 0) place.bytes = reader.text();
  place.error = reader.error();
  return place;
}

std::string encoded(const ReadPage& page) {
  std::string out;
  put(out, std::string_view(page.input));
  put(out, page.record);
  put(out, page.state ? static_cast<std::uint64_t>(*page.state) + 1 : std::uint64_t{0});
  put(out, page.error);
  put(out, std::uint64_t{page.error_findings});
  put(out, std::string_view(page.line));
  return out;
}

ReadPage decoded_page(std::string_view bytes) {
  Reader reader{bytes};
  ReadPage page;
  page.input = reader.text();
  page.record = reader.number();
  if (const auto state = reader.number(); state != 0) page.state = static_cast<PageState>(state - 1);
  page.error = reader.error();
  page.error_findings = static_cast<std::uint32_t>(reader.number());
  page.line = reader.text();
  return page;
}

std::string encoded(const FetchedPlace& fetched) {
  std::string out;
  put(out, static_cast<std::uint64_t>(fetched.role));
  return out + encoded(fetched.place);
}

FetchedPlace decoded_fetched_place(std::string_view bytes) {
  Reader reader{bytes};
  const auto role = static_cast<PageRole>(reader.number());
  return {decoded_place(reader.rest), role};
}

std::string encoded(const FetchedPage& fetched) {
  std::string out;
  put(out, fetched.key);
  put(out, fetched.listing.pages);
  put(out, fetched.listing.further_lists);
  put(out, fetched.listing.next_page);
  put(out, fetched.listing.sent_to);
  return out + encoded(fetched.page);
}

FetchedPage decoded_fetched_page(std::string_view bytes) {
  Reader reader{bytes};
  FetchedPage fetched;
  fetched.key = reader.maybe_text();
  fetched.listing.pages = reader.listed();
  fetched.listing.further_lists = reader.listed();
  fetched.listing.next_page = reader.maybe_text();
  fetched.listing.sent_to = reader.maybe_text();
  fetched.page = decoded_page(reader.rest);
  return fetched;
}

}  // namespace mingdan
