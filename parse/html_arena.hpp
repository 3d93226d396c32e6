#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace mingdan {

/// Memory for one tree: blocks are handed out in size classes from large chunks, freed ones are used again, and all
/// of it goes away at once. Throws ArenaSpent when its budget is spent. Not for several threads at once.
class HtmlArena {
 public:
  struct ArenaSpent {};

  explicit HtmlArena(std::size_t budget_bytes) : budget_(budget_bytes) {}

  void* allocate(std::size_t size);
  void release(void* block);

 private:
  struct Header {
    std::size_t size_class;
    Header* next;
  };
  static_assert(sizeof(Header) == 16);
  static constexpr std::size_t kClasses = 160;

  std::byte* fresh(std::size_t size);

  std::size_t budget_;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* at_ = nullptr;
  std::size_t left_ = 0;
  std::array<Header*, kClasses> free_{};
};

}  // namespace mingdan
