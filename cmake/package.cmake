# SPDX-License-Identifier: GPL-3.0-or-later
# Debian packages of what the install rules name, one for each component:
# scripts/package.sh, or cpack in a build folder of the preset `package`.
set(VANTHU_MAINTAINER "vanthu maintainers <maintainers@vanthu.invalid>" CACHE STRING
    "Whom a package names as its maintainer")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_CONTACT "${VANTHU_MAINTAINER}")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# What Debian asks of the files beyond the install rules.
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/cmake/deb/staged.cmake")
set(CPACK_VANTHU_DEB_DIR "${CMAKE_SOURCE_DIR}/cmake/deb")

# What is neither the library nor for those who compile with it is the program.
get_cmake_property(CPACK_COMPONENTS_ALL COMPONENTS)
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER "${component}" upper)
  if(component MATCHES "^(library|development)$")
    set(CPACK_COMPONENT_${upper}_GROUP ${component})
  else()
    set(CPACK_COMPONENT_${upper}_GROUP program)
  endif()
endforeach()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
# What the linker saw; the rest is opened at run time.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME vanthu)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION
"vanthu reads Vietnamese official plans (ke hoach) from scans and fills the
tables that following them up needs: code, date, issuer, title and signer of
each document; what it cites; what it asks for until when; the campaigns that
it starts; who receives it; and which required parts are missing. It works
without a network and says of every value where on the paper it stands.")
# models/manifest.yaml holds the SHA-256 of this package's model.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "tesseract-ocr-vie (>= 1:4.1.0)")
# For PDF files that name Times New Roman and do not bring it.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "fonts-liberation | fonts-croscore")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA "${CMAKE_SOURCE_DIR}/cmake/deb/postinst"
    "${CMAKE_SOURCE_DIR}/cmake/deb/prerm" "${CMAKE_SOURCE_DIR}/cmake/deb/postrm")
# vanthu-slurm; PDF files with Chinese, Japanese or Korean encodings.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "poppler-data, slurm-client")

# The library looks for rules and models where the program has them.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libvanthu${PROJECT_VERSION_MAJOR})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "vanthu (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${CMAKE_SOURCE_DIR}/cmake/deb/triggers")
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION
"The flow of vanthu as a C library: one document in, its fields out.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libvanthu-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libvanthu${PROJECT_VERSION_MAJOR} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"The header, the pkg-config file and an example for libvanthu.")

include(CPack)
