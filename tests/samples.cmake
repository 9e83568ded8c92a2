# Tests that run the finished program: on the samples, as the README shows it, installed.
add_executable(score_samples score_samples.c score_records.c)
target_link_libraries(score_samples PRIVATE plan PkgConfig::YAML ${CSV_LIBRARY})
target_include_directories(score_samples SYSTEM PRIVATE ${CSV_INCLUDE_DIR})

add_test(NAME samples COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/samples_test.sh
  $<TARGET_FILE:vanthu> $<TARGET_FILE:score_samples>
  ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/samples-out)
set_tests_properties(samples PROPERTIES LABELS samples TIMEOUT 600)

add_test(NAME readme COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/readme_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/readme)
add_test(NAME install COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/install_test.sh
  ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})
set_tests_properties(readme install PROPERTIES LABELS command TIMEOUT 300)

# Fifty rounds take two minutes; a few of them in each run of the tests.
add_test(NAME kill_rounds COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/kill_rounds.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR}/samples/scans
  ${CMAKE_CURRENT_BINARY_DIR}/kill-rounds 5)
set_tests_properties(kill_rounds PROPERTIES LABELS samples TIMEOUT 600)

# A cluster of three hosts on this machine, one of which dies.
add_test(NAME slurm COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/slurm_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR}/samples/scans
  ${CMAKE_CURRENT_BINARY_DIR}/slurm)
set_tests_properties(slurm PROPERTIES LABELS samples TIMEOUT 900 SKIP_RETURN_CODE 77
  RUN_SERIAL TRUE)

# The tracker on a made-up archive, from dumps of words.
add_test(NAME track_archive COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/track_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/track-out)
set_tests_properties(track_archive PROPERTIES LABELS command TIMEOUT 120)

# Files that come into a folder one after the other.
add_test(NAME watch COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/watch_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR}/samples/scans
  ${CMAKE_CURRENT_BINARY_DIR}/watch)
set_tests_properties(watch PROPERTIES LABELS command TIMEOUT 300)

# Damaged files through the whole run: a minute here; fuzz_run.sh has the usage for more.
add_test(NAME fuzz_run COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz_run.sh
  $<TARGET_FILE:vanthu> $<TARGET_FILE:mutate> ${CMAKE_SOURCE_DIR}/samples/scans
  ${CMAKE_CURRENT_BINARY_DIR}/fuzz-run 1)
set_tests_properties(fuzz_run PROPERTIES LABELS samples TIMEOUT 600)

# The workbook through LibreOffice.
add_executable(sheets sheets.c score_records.c)
target_link_libraries(sheets PRIVATE plan PkgConfig::YAML ${CSV_LIBRARY})
target_include_directories(sheets SYSTEM PRIVATE ${CSV_INCLUDE_DIR})
if(NOT VANTHU_SANITIZE) # what they look at is LibreOffice, and the words of guides
  add_test(NAME sheets COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/sheets_test.sh
    $<TARGET_FILE:vanthu> $<TARGET_FILE:sheets> ${CMAKE_SOURCE_DIR}/samples/scans
    ${CMAKE_CURRENT_BINARY_DIR}/sheets-out)
  set_tests_properties(sheets PROPERTIES LABELS samples TIMEOUT 900 SKIP_RETURN_CODE 77)
endif()

add_test(NAME completion COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/completion_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR}/scripts/completions/vanthu.bash)
set_tests_properties(completion PROPERTIES LABELS command TIMEOUT 60)

# Searchable PDFs through poppler-utils.
add_executable(pdf_score pdf_score.c)
target_link_libraries(pdf_score PRIVATE plan)
add_test(NAME pdf COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/pdf_test.sh
  $<TARGET_FILE:vanthu> $<TARGET_FILE:pdf_score> ${CMAKE_SOURCE_DIR}/samples/scans
  ${CMAKE_CURRENT_BINARY_DIR}/pdf-out)
set_tests_properties(pdf PROPERTIES LABELS samples TIMEOUT 900 SKIP_RETURN_CODE 77)

# Every word for people is in the catalogue, every option in both manual pages.
add_test(NAME words COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/words_test.sh ${CMAKE_SOURCE_DIR})
set_tests_properties(words PROPERTIES LABELS command TIMEOUT 60)

# The Debian packages, in a clean root. A program under a sanitizer is not what they hold.
if(NOT VANTHU_SANITIZE)
  add_test(NAME package COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/package_test.sh
    $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/package)
  set_tests_properties(package PROPERTIES LABELS samples TIMEOUT 1200
    SKIP_RETURN_CODE 77 RUN_SERIAL TRUE)
endif()

# The server of the review page, by curl.
add_test(NAME serve COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/serve_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/serve)
set_tests_properties(serve PROPERTIES LABELS command TIMEOUT 600 SKIP_RETURN_CODE 77)

add_test(NAME man COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/man_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR})
set_tests_properties(man PROPERTIES LABELS command TIMEOUT 60)

# The page of `vanthu serve` in Chromium.
add_test(NAME web COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/web_test.sh
  $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/web)
set_tests_properties(web PROPERTIES LABELS samples TIMEOUT 600 SKIP_RETURN_CODE 77)

# What findings.csv says is told in both languages, with what to do.
add_test(NAME findings_doc COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/findings_doc_test.sh
  ${CMAKE_SOURCE_DIR})
set_tests_properties(findings_doc PROPERTIES LABELS command TIMEOUT 60)

# The guides followed literally, in both languages.
if(NOT VANTHU_SANITIZE)
  add_test(NAME guide COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/guide_test.sh
    $<TARGET_FILE:vanthu> ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/guide)
  set_tests_properties(guide PROPERTIES LABELS samples TIMEOUT 900 SKIP_RETURN_CODE 77)
endif()
