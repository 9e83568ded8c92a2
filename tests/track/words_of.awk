# SPDX-License-Identifier: GPL-3.0-or-later
# Dumps of words from archive.txt, into the folder `folder`: each byte (LC_ALL=C, so that
# every awk counts the same) 14 pixels wide, as is a blank.
function shut() {
    if (file != "") {
        print "end" >file
        close(file)
    }
}
/^#/ { next }
$1 == "document" {
    shut()
    file = folder "/" $2
    documents++
    line = 0
    print "vanthu words 1" >file
    printf "source %016d%048d 1 %s\n", documents, 0, $2 >file
    print "page 1 2480 3508 300 0 0.000 ink" >file
    next
}
{
    left = $1
    if (left == "c") {
        left = 1240 + 7 - 7 * length($0) # about
    }
    line++
    for (i = 3; i <= NF; i++) {
        right = left + 14 * length($i)
        printf "word %d %d %d %d 96.00 4.00 %d ink printed %s\n", left, $2, right, $2 + 40,
            line, $i >file
        left = right + 14
    }
}
END { shut() }
