option(MINGDAN_WERROR "Treat warnings as errors" OFF)

function(mingdan_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
  # g++ 12's optimiser sees overlaps in `"…" + string` (GCC bug 105651) and unset values in std::optional that are not.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(MINGDAN_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# One static library for a stage; headers are included by their path from the top of the tree.
function(mingdan_stage name)
  add_library(mingdan_${name} STATIC ${ARGN})
  target_include_directories(mingdan_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  mingdan_warnings(mingdan_${name})
endfunction()
