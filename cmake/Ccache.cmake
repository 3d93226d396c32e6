# Uses ccache when it is there and nobody chose a launcher.
find_program(MINGDAN_CCACHE ccache)
if(MINGDAN_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${MINGDAN_CCACHE})
endif()
