# What `cmake --install` and the Debian package hold.
include(GNUInstallDirs)

set(doc_dir ${CMAKE_INSTALL_DATADIR}/doc/mingdan)
install(TARGETS mingdan RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES README.md DESTINATION ${doc_dir})
install(DIRECTORY docs DESTINATION ${doc_dir} FILES_MATCHING PATTERN "*.md")
install(FILES packaging/copyright DESTINATION ${doc_dir})
install(FILES LICENSE DESTINATION ${doc_dir})

# Debian wants man pages and the changelog compressed; -n keeps times out, so that the same tree gives the same bytes.
find_program(MINGDAN_GZIP gzip REQUIRED)
function(mingdan_install_compressed source destination)
  get_filename_component(name ${source} NAME)
  if(name STREQUAL CHANGELOG.md)
    set(name changelog)
  endif()
  set(compressed ${PROJECT_BINARY_DIR}/compressed/${name}.gz)
  add_custom_command(OUTPUT ${compressed} DEPENDS ${source} VERBATIM
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/compressed
    COMMAND sh -c "\"$1\" -9nc \"$2\" > \"$3\"" sh ${MINGDAN_GZIP} ${source} ${compressed})
  set_property(GLOBAL APPEND PROPERTY mingdan_compressed ${compressed})
  install(FILES ${compressed} DESTINATION ${destination})
endfunction()

file(GLOB man_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.1)
foreach(page IN LISTS man_pages)
  mingdan_install_compressed(${page} ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()
mingdan_install_compressed(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${doc_dir})
get_property(compressed_files GLOBAL PROPERTY mingdan_compressed)
add_custom_target(mingdan_documents ALL DEPENDS ${compressed_files})
install(FILES
  ${PROJECT_SOURCE_DIR}/packaging/sources.toml
  ${PROJECT_SOURCE_DIR}/packaging/crontab
  ${PROJECT_SOURCE_DIR}/packaging/systemd/mingdan-fetch.service
  ${PROJECT_SOURCE_DIR}/packaging/systemd/mingdan-fetch.timer
  DESTINATION ${doc_dir}/examples)
