# The Debian package: `cmake --workflow --preset package`, or `cpack -G DEB` in a build folder where all is built.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mingdan)
set(CPACK_PACKAGE_VENDOR "mingdan maintainers")
set(CPACK_PACKAGE_CONTACT "mingdan maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Public notices about illegal social organisations as records")
set(CPACK_PACKAGE_DESCRIPTION
  "mingdan reads saved WeChat articles and announcements of the Chinese Ministry of
Civil Affairs and other offices, finds the numbered lists of illegal social
organisations and their batch counts, and keeps them as records with evidence.")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)  # fetch: whom to trust
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
include(CPack)
