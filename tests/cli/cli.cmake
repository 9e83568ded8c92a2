# SPDX-License-Identifier: GPL-3.0-or-later
# The command line, case by case; see run_case.sh.
file(GLOB cli_cases CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/cases/*/cmd)
foreach(cmd IN LISTS cli_cases)
  get_filename_component(case_dir ${cmd} DIRECTORY)
  get_filename_component(case_name ${case_dir} NAME)
  add_test(NAME cli.${case_name}
    COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/run_case.sh $<TARGET_FILE:vanthu> ${case_dir})
  set_tests_properties(cli.${case_name} PROPERTIES LABELS cli SKIP_RETURN_CODE 77)
endforeach()
