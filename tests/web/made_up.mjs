// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up documents for mock.mjs: people, places and agencies are invented.

const SUBJECTS = [
    "Tổ chức phong trào thi đua “Xây dựng nông thôn mới” trên địa bàn xã Bình Lạc năm 2024",
    "Triển khai công tác phòng cháy, chữa cháy mùa khô năm 2024",
    "Tiêm chủng mở rộng cho trẻ em dưới 5 tuổi",
    "Chuyển đổi số trong giải quyết thủ tục hành chính giai đoạn 2024 - 2025",
    "Tuyên truyền, phổ biến, giáo dục pháp luật quý III năm 2024",
];
const ISSUERS = ["ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", "ỦY BAN NHÂN DÂN HUYỆN TÂN BIÊN HẠ", "SỞ NỘI VỤ TỈNH HÀ LẠC", "BAN CHẤP HÀNH ĐẢNG BỘ XÃ BÌNH LẠC"];
const PAGE = { width: 595, height: 842 };

const box = (left, top, letters, size = 6.4) => [left, top, Math.round(left + letters.length * size), top + 15];
const shares = [0.99, 0.97, 0.88, 0.99, 0.72, 0.98, 0.96];
const share = (index, at) => shares[(index * 3 + at * 5) % shares.length];

function fieldsOf(index) {
    const month = 1 + (index % 12), day = 1 + (index % 27), pad = (n) => String(n).padStart(2, "0");
    const code = `${index + 11}/KH-UBND`, issuer = ISSUERS[index % 4], title = SUBJECTS[index % 5];
    const rows = [
        ["parent_issuer", "TỈNH HÀ LẠC", box(90, 60, "TỈNH HÀ LẠC", 8)],
        ["issuer", issuer, box(60, 78, issuer, 7.5)],
        ["code", code, box(118, 110, code)],
        ["place", "Bình Lạc", box(340, 110, "Bình Lạc")],
        ["date", `2024-${pad(month)}-${pad(day)}`, box(400, 110, "ngày 15 tháng 03 năm 2024")],
        ["type", "Kế hoạch", box(260, 150, "KẾ HOẠCH", 8)],
        ["title", title, [110, 168, 490, 200]],
        ["signing_mode", "TM. ỦY BAN NHÂN DÂN", box(350, 640, "TM. ỦY BAN NHÂN DÂN", 7)],
        ["signer_title", "CHỦ TỊCH", box(400, 656, "CHỦ TỊCH", 7)],
        ["signer", "Trần Văn Mẫu", box(395, 730, "Trần Văn Mẫu", 7)],
        ["urgency", "", null],
    ];
    return rows.map(([field, value, place], at) => {
        const confidence = value ? share(index, at) : 0;
        const others = field === "code" && confidence < 0.95 ? [`${index + 17}/KH-UBND`, `${index + 71}/KH-UBND`] : [];
        return { field, value, read: value, confidence, page: 1, box: place, others, state: "read", doubt: Boolean(value) && confidence < 0.95 };
    });
}

function rowsOf(index, page, top, rows) {
    return rows.map(([cells, words], at) => {
        const confidence = share(index, at + 2);
        return {
            row: `r${at}`, state: "read", confidence, page, box: [80, top + 20 * at, 80 + Math.min(430, words.length * 6), top + 16 + 20 * at],
            doubt: confidence < 0.95, cells, read: { ...cells }, words,
        };
    });
}

function tablesOf(index) {
    return {
        references: rowsOf(index, 1, 230, [
            [{ relation: "basis", type: "Luật", code: "", date: "2022-06-15", issuer: "", name: "Luật Thi đua, Khen thưởng" }, "Căn cứ Luật Thi đua, Khen thưởng ngày 15 tháng 6 năm 2022;"],
            [{ relation: "implements", type: "Kế hoạch", code: "45/KH-UBND", date: "2024-01-10", issuer: "UBND tỉnh Hà Lạc", name: "" }, "Thực hiện Kế hoạch số 45/KH-UBND ngày 10/01/2024 của UBND tỉnh Hà Lạc"],
        ]),
        deadlines: rowsOf(index, 1, 330, [
            [{ kind: "by", from: "", due: "2024-06-30", recurrence: "", actor: "Công an xã", task: "báo cáo kết quả thực hiện" }, "Công an xã báo cáo kết quả thực hiện chậm nhất ngày 30/6/2024."],
            [{ kind: "every", from: "", due: "", recurrence: "P3M", actor: "Các ban, ngành", task: "tổng hợp, gửi Văn phòng" }, "Định kỳ hằng quý các ban, ngành tổng hợp, gửi Văn phòng."],
        ]),
        campaigns: rowsOf(index, 1, 420, [[{ kind: "emulation", name: "Chung sức xây dựng nông thôn mới" }, "phong trào thi đua “Chung sức xây dựng nông thôn mới”"]]),
        recipients: rowsOf(index, 1, 640, [
            [{ recipient: "TT. Đảng ủy, HĐND xã", note: "để b/c", copies: "2", filing: "" }, "- TT. Đảng ủy, HĐND xã (để b/c);"],
            [{ recipient: "Các thôn, tổ dân phố", note: "", copies: "", filing: "" }, "- Các thôn, tổ dân phố;"],
            [{ recipient: "VT", note: "", copies: "", filing: "yes" }, "- Lưu: VT."],
        ]),
    };
}

// short: only what the queue shows.
export function makeDocument(index, short = false) {
    const fields = fieldsOf(index);
    const failed = index % 19 === 18, missing = index % 4 === 1 ? ["funding"] : [];
    const status = failed ? "failed" : missing.length > 0 || fields.some((f) => f.doubt) ? "review" : "ok";
    const document = {
        document: index.toString(16).padStart(16, "0"), sha256: "0".repeat(64), sources: [`scans/${index}.pdf`],
        status, missing, confidence: Math.min(...fields.filter((f) => f.value).map((f) => f.confidence)),
        reason: failed ? "page 1 is damaged" : "", reviewed: false, fields, tables: short ? {} : tablesOf(index),
    };
    return short ? document : {
        ...document,
        text: fields.map((f) => f.value).join("\n"), pages: [{ no: 1, ...PAGE }, { no: 2, ...PAGE }],
        findings: [
            { page: 1, severity: "warning", check: "low_confidence", message: "the value is less sure than 95 %" },
            ...missing.map((part) => ({ page: 0, severity: "warning", check: "missing_part", message: `${part} was not found` })),
        ],
    };
}

export function rowOf(document) {
    const value = (name) => document.fields.find((f) => f.field === name).value;
    return {
        document: document.document, source: document.sources[0], code: value("code"), date: value("date"), type: value("type"),
        issuer: value("issuer"), title: value("title"), signer: value("signer"), status: document.status, confidence: document.confidence,
        missing: document.missing, reviewed: document.reviewed,
        doubts: document.fields.filter((f) => f.doubt).length + Object.values(document.tables).flat().filter((row) => row.doubt).length,
    };
}

const escaped = (text) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

// A drawing in place of a scan: the words stand where the boxes are.
export function pictureOf(document, no) {
    const items = [...document.fields.map((f) => [f.box, f.read]),
        ...Object.values(document.tables).flat().map((row) => [row.box, row.words])];
    const texts = no !== 1 ? [] : items.filter(([place, text]) => place && text).map(([[left, top, right], text]) =>
        `<text x="${left}" y="${top + 12}" textLength="${right - left}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754" viewBox="0 0 595 842" font-family="Tinos, serif" font-size="12.5">
<rect width="595" height="842" fill="#fbfaf6"/>${texts.join("")}</svg>`;
}
