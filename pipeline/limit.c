/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "limit.h"

#include "bounds.h"

const struct limits limits_usual = {
    .page_pixels = (int64_t)PAGE_MEGAPIXELS * MEGA,
    .pages = PAGES,
    .file_bytes = (int64_t)(FILE_MIB * MIB),
    .stream_bytes = (int64_t)(STREAM_MIB * MIB),
    .nesting = NESTING,
    .memory_bytes = (int64_t)(MEMORY_MIB * MIB),
};
