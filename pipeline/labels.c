/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels.h"

#include "tr.h"

#include <string.h>

const char *label_of_column(const char *column)
{
    static const struct {
        const char *column, *label;
    } labels[] = {
        {"document", "Mã văn bản"},
        {"source", "Tệp"},
        {"sha256", "SHA-256"},
        {"pages", "Số trang"},
        {NC_("column", "type"), "Loại văn bản"},
        {NC_("column", "code"), "Số, ký hiệu"},
        {NC_("column", "date"), "Ngày ban hành"},
        {NC_("column", "place"), "Địa danh"},
        {NC_("column", "issuer"), "Cơ quan ban hành"},
        {NC_("column", "parent_issuer"), "Cơ quan chủ quản"},
        {NC_("column", "title"), "Trích yếu nội dung"},
        {NC_("column", "signing_mode"), "Thẩm quyền ký"},
        {NC_("column", "signer_title"), "Chức vụ người ký"},
        {NC_("column", "signer"), "Người ký"},
        {NC_("column", "urgency"), "Độ khẩn"},
        {NC_("column", "secrecy"), "Độ mật"},
        {"missing", "Phần thiếu"},
        {"status", "Trạng thái"},
        {"confidence", "Độ tin cậy"},
        {"reason", "Lý do"},
        {"page", "Trang"},
        {"relation", "Quan hệ"},
        {"name", "Tên"},
        {"text", "Nguyên văn"},
        {"left", "Trái (pt)"},
        {"top", "Trên (pt)"},
        {"right", "Phải (pt)"},
        {"bottom", "Dưới (pt)"},
        {"kind", "Dạng"},
        {"from", "Từ ngày"},
        {"due", "Thời hạn"},
        {"recurrence", "Chu kỳ"},
        {"actor", "Đơn vị thực hiện"},
        {"task", "Nhiệm vụ"},
        {"position", "Thứ tự"},
        {"recipient", "Nơi nhận"},
        {"note", "Ghi chú"},
        {"copies", "Số bản"},
        {"filing", "Bản lưu"},
        {"severity", "Mức độ"},
        {"check", "Nội dung kiểm tra"},
        {"message", "Diễn giải"},
        {"field", "Trường thông tin"},
        {"value", "Giá trị"},
        {"others", "Cách đọc khác"},
        {"corrected", "Đã sửa"},
        {"reviewed", "Ngày xem lại"},
        {"row", "Cả dòng"},
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].column, column) == 0) {
            return labels[i].label;
        }
    }
    return column;
}

struct str label_of_value(const char *column, struct str value)
{
    static const struct {
        const char *column, *value, *label;
    } labels[] = {
        {"status", "ok", "Đạt"},
        {"status", "review", "Cần xem lại"},
        {"status", "failed", "Không đọc được"},
        {"relation", "basis", "Căn cứ"},
        {"relation", "implements", "Thực hiện"},
        {"relation", "follows", "Theo"},
        {"relation", "cites", "Viện dẫn"},
        {"kind", "before", "Trước ngày"},
        {"kind", "by", "Chậm nhất"},
        {"kind", "on", "Vào ngày"},
        {"kind", "within", "Trong thời gian"},
        {"kind", "every", "Định kỳ"},
        {"kind", "emulation", "Phong trào thi đua"},
        {"kind", "movement", "Cuộc vận động"},
        {"kind", "contest", "Cuộc thi, hội thi"},
        {"recurrence", "P1W", "Hằng tuần"},
        {"recurrence", "P1M", "Hằng tháng"},
        {"recurrence", "P3M", "Hằng quý"},
        {"recurrence", "P6M", "6 tháng"},
        {"recurrence", "P1Y", "Hằng năm"},
        {"filing", "yes", "Lưu"},
        {"severity", "info", "Thông tin"},
        {"severity", "warning", "Cảnh báo"},
        {"severity", "error", "Lỗi"},
        {"missing", NC_("part", "national_motto"), "Quốc hiệu và Tiêu ngữ"},
        {"missing", NC_("part", "issuer"), "Tên cơ quan ban hành"},
        {"missing", NC_("part", "number"), "Số của văn bản"},
        {"missing", NC_("part", "place_date"), "Địa danh và thời gian"},
        {"missing", NC_("part", "type"), "Tên loại văn bản"},
        {"missing", NC_("part", "title"), "Trích yếu nội dung"},
        {"missing", NC_("part", "basis"), "Căn cứ"},
        {"missing", NC_("part", "purpose"), "Mục đích, yêu cầu"},
        {"missing", NC_("part", "content"), "Nội dung"},
        {"missing", NC_("part", "funding"), "Kinh phí"},
        {"missing", NC_("part", "implementation"), "Tổ chức thực hiện"},
        {"missing", NC_("part", "recipients"), "Nơi nhận"},
        {"missing", NC_("part", "signer"), "Người ký"},
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].column, column) == 0 &&
            str_eq(str_from_c(labels[i].value), value)) {
            return str_from_c(labels[i].label);
        }
    }
    return value;
}
