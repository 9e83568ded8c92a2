# All flags on one target; libraries come in as imported (system) targets, so that their
# headers do not warn.
add_library(vanthu_flags INTERFACE)
target_compile_features(vanthu_flags INTERFACE c_std_11)
target_compile_definitions(vanthu_flags INTERFACE _GNU_SOURCE)
target_compile_options(vanthu_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wdouble-promotion
  -Wfloat-equal -Wshadow -Wpointer-arith -Wcast-align -Wcast-qual -Wwrite-strings
  -Wstrict-prototypes -Wmissing-prototypes -Wmissing-declarations
  -Wold-style-definition -Wformat=2 -Wnull-dereference -Wundef -Wvla -Wswitch-enum
  -Wimplicit-fallthrough -fno-common
  # An assert stays on in every build.
  -UNDEBUG)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  target_compile_options(vanthu_flags INTERFACE
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wjump-misses-init
    -Wstack-usage=16384)
else()
  target_compile_options(vanthu_flags INTERFACE
    -Wcomma -Wconditional-uninitialized -Wunreachable-code -Wassign-enum
    -Wframe-larger-than=16384)
endif()
if(VANTHU_WERROR)
  target_compile_options(vanthu_flags INTERFACE -Werror)
endif()
if(VANTHU_SANITIZE)
  target_compile_options(vanthu_flags INTERFACE -fsanitize=address,undefined
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(vanthu_flags INTERFACE -fsanitize=address,undefined)
endif()
if(VANTHU_TSAN)
  target_compile_options(vanthu_flags INTERFACE -fsanitize=thread
    -fno-omit-frame-pointer)
  target_link_options(vanthu_flags INTERFACE -fsanitize=thread)
endif()
if(VANTHU_FUZZ)
  target_compile_options(vanthu_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(VANTHU_COVERAGE)
  target_compile_options(vanthu_flags INTERFACE --coverage)
  target_link_options(vanthu_flags INTERFACE --coverage)
endif()
if(VANTHU_HARDEN)
  target_compile_options(vanthu_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
    -fstack-protector-strong -fstack-clash-protection)
  target_link_options(vanthu_flags INTERFACE -Wl,-z,relro -Wl,-z,now)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES C)
endif()
if(VANTHU_PACKAGE)
  # Two builds in different folders give the same bytes; with LTO the linker compiles too.
  target_compile_options(vanthu_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
  target_link_options(vanthu_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
endif()
