# The program's words in Vietnamese: the catalogue of gettext, and a locale to use it in,
# since a small Debian has none (tr.c). In the build folder as they are installed.
set(words_catalogue ${CMAKE_BINARY_DIR}/share/locale/vi/LC_MESSAGES/vanthu.mo)
set(words_locale ${CMAKE_BINARY_DIR}/share/vanthu/locale/vi_VN)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/locale/vi/LC_MESSAGES
     ${CMAKE_BINARY_DIR}/share/vanthu/locale)
add_custom_command(OUTPUT ${words_catalogue}
  COMMAND ${GETTEXT_MSGFMT_EXECUTABLE} --check -o ${words_catalogue}
          ${CMAKE_SOURCE_DIR}/po/vi.po
  DEPENDS ${CMAKE_SOURCE_DIR}/po/vi.po VERBATIM)
# localedef warns of the categories that it does not find, and says so with its status.
add_custom_command(OUTPUT ${words_locale}/LC_MESSAGES/SYS_LC_MESSAGES
  COMMAND sh -c "\"$1\" --no-archive -c -i \"$2\" \"$3\" >/dev/null 2>&1 || test -f \"$3/LC_MESSAGES/SYS_LC_MESSAGES\""
          words ${LOCALEDEF} ${CMAKE_SOURCE_DIR}/po/vi_VN.locale ${words_locale}
  DEPENDS ${CMAKE_SOURCE_DIR}/po/vi_VN.locale VERBATIM)
add_custom_target(words ALL
  DEPENDS ${words_catalogue} ${words_locale}/LC_MESSAGES/SYS_LC_MESSAGES)
install(FILES ${words_catalogue}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/locale/vi/LC_MESSAGES)
install(FILES ${words_locale}/LC_MESSAGES/SYS_LC_MESSAGES
        DESTINATION ${CMAKE_INSTALL_DATADIR}/vanthu/locale/vi_VN/LC_MESSAGES)
