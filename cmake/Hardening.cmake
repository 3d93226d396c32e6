# Flags for programs that read hostile pages. Only in optimised builds: _FORTIFY_SOURCE needs the optimiser.
include(CheckCXXCompilerFlag)
include(CheckPIESupported)

check_pie_supported()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(mingdan_optimised "$<CONFIG:Release,RelWithDebInfo,MinSizeRel>")
# -U first: some distributions define it in the compiler.
add_compile_options("$<${mingdan_optimised}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3;-fstack-protector-strong>")
add_compile_definitions("$<${mingdan_optimised}:_GLIBCXX_ASSERTIONS>")
foreach(flag IN ITEMS -fstack-clash-protection -fcf-protection)
  string(MAKE_C_IDENTIFIER "mingdan_has${flag}" has_flag)
  check_cxx_compiler_flag(${flag} ${has_flag})
  if(${has_flag})
    add_compile_options("$<${mingdan_optimised}:${flag}>")
  endif()
endforeach()
add_link_options("$<${mingdan_optimised}:-Wl,-z,relro,-z,now>")
