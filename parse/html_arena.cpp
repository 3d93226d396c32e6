#include "parse/html_arena.hpp"

#include <algorithm>
#include <bit>
#include <new>

namespace mingdan {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10;
constexpr std::size_t kStep = 16;
constexpr std::size_t kSmallClasses = 64;  // multiples of 16 up to 1 KiB, then powers of two

std::size_t class_of(std::size_t size) {
  const auto steps = (size + kStep - 1) / kStep;
  if (steps < kSmallClasses) return steps;
  return kSmallClasses + static_cast<std::size_t>(std::bit_width(steps - 1));
}

std::size_t size_of_class(std::size_t size_class) {
  return kStep * (size_class < kSmallClasses ? size_class : std::size_t{1} << (size_class - kSmallClasses));
}

}  // namespace

std::byte* HtmlArena::fresh(std::size_t size) {
  if (size > left_) {
    const auto chunk = std::max(kChunk, size);
    if (chunk > budget_) throw ArenaSpent{};
    budget_ -= chunk;
    chunks_.emplace_back(new std::byte[chunk]);
    if (chunk > kChunk) return chunks_.back().get();
    at_ = chunks_.back().get();
    left_ = chunk;
  }
  auto* block = at_;
  at_ += size;
  left_ -= size;
  return block;
}

void* HtmlArena::allocate(std::size_t size) {
  if (size > budget_ && size > left_) throw ArenaSpent{};
  const auto size_class = class_of(std::max<std::size_t>(size, 1));
  Header* header = free_[size_class];
  if (header != nullptr) {
    free_[size_class] = header->next;
  } else {
    header = new (fresh(sizeof(Header) + size_of_class(size_class))) Header{size_class, nullptr};
  }
  return header + 1;
}

void HtmlArena::release(void* block) {
  if (block == nullptr) return;
  Header* header = static_cast<Header*>(block) - 1;
  header->next = free_[header->size_class];
  free_[header->size_class] = header;
}

}  // namespace mingdan
