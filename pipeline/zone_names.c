/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zones.h"

const char *const zone_names[ZONE_KINDS] = {
    [ZONE_PARENT_ISSUER] = "parent_issuer",
    [ZONE_ISSUER] = "issuer",
    [ZONE_MOTTO] = "motto",
    [ZONE_NUMBER] = "number",
    [ZONE_PLACE_DATE] = "place_date",
    [ZONE_SUBJECT] = "subject",
    [ZONE_TYPE] = "type",
    [ZONE_TITLE] = "title",
    [ZONE_ADDRESSEE] = "addressee",
    [ZONE_HEADING] = "heading",
    [ZONE_BODY] = "body",
    [ZONE_CELL] = "cell",
    [ZONE_RECIPIENT] = "recipient",
    [ZONE_SIGNING] = "signing",
    [ZONE_SIGNER] = "signer",
    [ZONE_STAMP] = "stamp",
    [ZONE_MARGIN] = "margin",
};
