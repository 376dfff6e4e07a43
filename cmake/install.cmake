# SPDX-License-Identifier: MIT
# Installs the headers, the licence and what find_package and pkg-config need.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(secure_headers_cmake_dir ${CMAKE_INSTALL_DATADIR}/cmake/secure_headers)

install(TARGETS secure_headers EXPORT secure_headers FILE_SET HEADERS FILE_SET framework_headers)
install(EXPORT secure_headers NAMESPACE secure_headers:: DESTINATION ${secure_headers_cmake_dir}
    FILE secure_headersTargets.cmake)

configure_package_config_file(cmake/secure_headersConfig.cmake.in secure_headersConfig.cmake
    INSTALL_DESTINATION ${secure_headers_cmake_dir})
write_basic_package_version_file(secure_headersConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/secure_headersConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/secure_headersConfigVersion.cmake
    DESTINATION ${secure_headers_cmake_dir})

# Relative to where the file is, so that what is installed can be moved, unless a folder is absolute.
set(secure_headers_pc_prefix ${CMAKE_INSTALL_PREFIX})
if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_DATADIR}")
    file(RELATIVE_PATH to_prefix /${CMAKE_INSTALL_DATADIR}/pkgconfig /)
    set(secure_headers_pc_prefix "\${pcfiledir}/${to_prefix}")
endif()
cmake_path(APPEND secure_headers_pc_includedir "\${prefix}" "${CMAKE_INSTALL_INCLUDEDIR}")
set(secure_headers_pc_libs)
if(WIN32)
    set(secure_headers_pc_libs -lbcrypt)
endif()
configure_file(cmake/secure_headers.pc.in secure_headers.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/secure_headers.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/secure_headers)
