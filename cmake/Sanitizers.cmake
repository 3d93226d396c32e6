set(MINGDAN_SANITIZE "" CACHE STRING "Sanitizers to build with, as in -fsanitize=: address,undefined or thread")

if(MINGDAN_SANITIZE)
  add_compile_options(-fsanitize=${MINGDAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MINGDAN_SANITIZE})
endif()
