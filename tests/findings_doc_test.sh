#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every check that the code can write to findings.csv is in docs/findings.md and its
# Vietnamese twin, with what to do, and none that the code does not have:
#
#   findings_doc_test.sh SOURCE_DIR
set -eu
cd "$1"
export LC_ALL=C.UTF-8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# The ids of the code: strings of lower case in a statement that makes a finding. Calls
# that name a column or a part, comparisons, and the texts of messages are taken out, and
# what serves the page, which asks for checks and makes none.
ls pipeline/*.c | grep -v /desk | xargs cat | perl -0777 -ne '
    s{/\*.*?\*/}{}gs;
    s/\b(?:judge_column|judge_value|tr_id|strcmp|has_note)\((?:[^()]|\([^()]*\))*\)//g;
    s/\b(?:TR|_|N_|STR)\("(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*\)//g;
    while (/\b(?:findings_add|judge_warn|note|tell_hand|add_notice)\(([^;]*);
            |\.check\s*=\s*([^;]*);
            |\blost_check\([^)]*\)\s*\{([^}]*)\}/gx) {
        my $statement = $1 // $2 // $3;
        print "$1\n" while $statement =~ /"([a-z]+(?:_[a-z]+)*)"/g;
    }' | sort -u >"$folder/code"
# A few that must be among them, or the lines above find nothing any more.
for check in unreadable page_over_limit missing_part duplicate symlink_skipped page_turned; do
    grep -qx $check "$folder/code" || {
        echo "findings_doc_test.sh: '$check' was not found in the code" >&2
        failed=1
    }
done
for page in docs/findings.md docs/findings.vi.md; do
    awk -F' *\\| *' '/^\| [a-z_]+ \|/ && $2 != "check" {
            print $2
            if (NF != 6 || $5 == "") print "no advice for " $2
        }' $page | sort >"$folder/page"
    diff "$folder/code" "$folder/page" || {
        echo "findings_doc_test.sh: < is in the code, > in $page" >&2
        failed=1
    }
done
# The two say the same of how grave a check is.
for page in docs/findings.md docs/findings.vi.md; do
    awk -F' *\\| *' '/^\| [a-z_]+ \|/ { print $2, $3 }' $page >"$folder/${page##*/}"
done
diff "$folder/findings.md" "$folder/findings.vi.md" || failed=1
exit $failed
