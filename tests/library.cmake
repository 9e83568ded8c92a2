# libvanthu, linked as a program outside links it: vanthu.h and nothing else.
add_executable(test_library test_library.c)
target_link_libraries(test_library PRIVATE vanthu_flags libvanthu PkgConfig::CMOCKA)
target_compile_definitions(test_library PRIVATE VERSION="${PROJECT_VERSION}"
  SAMPLES_DIR="${CMAKE_SOURCE_DIR}/samples" TESTS_DIR="${CMAKE_SOURCE_DIR}/tests")
add_test(NAME library COMMAND test_library)
# A locale with decimal commas; without localedef the test of it is skipped.
execute_process(COMMAND localedef -c -i ${CMAKE_CURRENT_SOURCE_DIR}/comma.locale
                        ${CMAKE_CURRENT_BINARY_DIR}/comma
                OUTPUT_QUIET ERROR_QUIET)
set_tests_properties(library PROPERTIES LABELS unit TIMEOUT 300
  ENVIRONMENT "LOCPATH=${CMAKE_CURRENT_BINARY_DIR};LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/lsan.supp:print_suppressions=0")

# One of its files from inside.
vanthu_test(call)
target_sources(test_call PRIVATE ${CMAKE_SOURCE_DIR}/library/call.c)
target_include_directories(test_call PRIVATE ${CMAKE_SOURCE_DIR}/library)
# It asks for more memory than there is.
set_tests_properties(call PROPERTIES ENVIRONMENT
  "ASAN_OPTIONS=allocator_may_return_null=1;TSAN_OPTIONS=allocator_may_return_null=1")

add_executable(library_rows library_rows.c)
target_link_libraries(library_rows PRIVATE vanthu_flags libvanthu)
add_test(NAME library_rows COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/library_test.sh
  $<TARGET_FILE:vanthu> $<TARGET_FILE:library_rows> ${CMAKE_SOURCE_DIR}
  ${CMAKE_CURRENT_BINARY_DIR}/library-rows)
set_tests_properties(library_rows PROPERTIES LABELS command TIMEOUT 600)

add_test(NAME library_symbols COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/library_symbols_test.sh
  $<TARGET_FILE:libvanthu> ${CMAKE_SOURCE_DIR}/library/vanthu.h)
set_tests_properties(library_symbols PROPERTIES LABELS command TIMEOUT 60)

add_test(NAME library_install COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/library_install_test.sh
  ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR} ${VANTHU_SANITIZE})
set_tests_properties(library_install PROPERTIES LABELS command TIMEOUT 300
  SKIP_RETURN_CODE 77)
