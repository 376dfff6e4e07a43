# SPDX-License-Identifier: MIT
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load
from conan.tools.layout import basic_layout


class SecureHeaders(ConanFile):
    name = "secure_headers"
    description = "Secure HTTP response headers and cookies for any C++ web server"
    license = "MIT"
    topics = ("http", "security", "headers", "csp", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    exports_sources = "include/*", "LICENSE"
    no_copy_source = True

    def set_version(self):
        project = load(self, os.path.join(self.recipe_folder, "CMakeLists.txt"))
        self.version = re.search(r"project\(secure_headers VERSION ([\d.]+)", project)[1]

    def layout(self):
        basic_layout(self, src_folder=".")

    def validate(self):
        check_min_cppstd(self, 20)

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        copy(self, "*.hpp", os.path.join(self.source_folder, "include"), os.path.join(self.package_folder, "include"))

    def package_id(self):
        self.info.clear()

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        if self.settings.os == "Windows":
            self.cpp_info.system_libs = ["bcrypt"]
        self.cpp_info.set_property("cmake_file_name", "secure_headers")
        self.cpp_info.set_property("cmake_target_name", "secure_headers::secure_headers")
        self.cpp_info.set_property("pkg_config_name", "secure_headers")
