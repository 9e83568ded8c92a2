# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack on the staged files of all packages, before it packs them: manual pages are
# compressed, each package gets its copyright and its changelog.
foreach(group program library development)
  set(root "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${group}")
  if(NOT EXISTS "${root}")
    continue()
  endif()
  string(TOUPPER "${group}" upper)
  set(name "${CPACK_DEBIAN_${upper}_PACKAGE_NAME}")
  set(doc "${root}/usr/share/doc/${name}")

  # The day is that of SOURCE_DATE_EPOCH where it is set.
  string(TIMESTAMP CPACK_VANTHU_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
  set(CPACK_VANTHU_NAME "${name}")
  configure_file("${CPACK_VANTHU_DEB_DIR}/changelog.in" "${doc}/changelog" @ONLY)
  file(COPY "${CPACK_VANTHU_DEB_DIR}/copyright" DESTINATION "${doc}")

  if(EXISTS "${CPACK_VANTHU_DEB_DIR}/overrides.${group}")
    configure_file("${CPACK_VANTHU_DEB_DIR}/overrides.${group}"
                   "${root}/usr/share/lintian/overrides/${name}" COPYONLY)
  endif()

  file(GLOB_RECURSE compressed "${root}/usr/share/man/*" "${doc}/changelog")
  foreach(file IN LISTS compressed)
    execute_process(COMMAND gzip -9n "${file}" COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endforeach()
