set(MINGDAN_SANITIZE "" CACHE STRING "Sanitizers to build with, as in -fsanitize=: address,undefined or thread")

if(MINGDAN_SANITIZE)
  add_compile_options(-fsanitize=${MINGDAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MINGDAN_SANITIZE})
  # GCC's -Wnull-dereference follows the sanitizer's own checks into branches that no input reaches.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference>)
endif()
