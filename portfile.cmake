# SPDX-License-Identifier: MIT
# For vcpkg, which takes this folder as an overlay port.
set(VCPKG_BUILD_TYPE release)  # headers, and a command that is built once
vcpkg_check_features(OUT_FEATURE_OPTIONS features FEATURES command SECURE_HEADERS_BUILD_EXAMPLES)
vcpkg_cmake_configure(SOURCE_PATH ${CURRENT_PORT_DIR}
    OPTIONS ${features} -DSECURE_HEADERS_BUILD_TESTS=OFF -DSECURE_HEADERS_FRAMEWORKS=OFF
    MAYBE_UNUSED_VARIABLES SECURE_HEADERS_FRAMEWORKS)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME secure_headers CONFIG_PATH share/cmake/secure_headers)
vcpkg_fixup_pkgconfig()
if("command" IN_LIST FEATURES)
    vcpkg_copy_tools(TOOL_NAMES secure-headers-audit AUTO_CLEAN)
endif()
vcpkg_install_copyright(FILE_LIST ${CURRENT_PORT_DIR}/LICENSE)
