/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels.h"

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
        {"type", "Loại văn bản"},
        {"code", "Số, ký hiệu"},
        {"date", "Ngày ban hành"},
        {"place", "Địa danh"},
        {"issuer", "Cơ quan ban hành"},
        {"parent_issuer", "Cơ quan chủ quản"},
        {"title", "Trích yếu nội dung"},
        {"signing_mode", "Thẩm quyền ký"},
        {"signer_title", "Chức vụ người ký"},
        {"signer", "Người ký"},
        {"urgency", "Độ khẩn"},
        {"secrecy", "Độ mật"},
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
        {"missing", "national_motto", "Quốc hiệu và Tiêu ngữ"},
        {"missing", "issuer", "Tên cơ quan ban hành"},
        {"missing", "number", "Số của văn bản"},
        {"missing", "place_date", "Địa danh và thời gian"},
        {"missing", "type", "Tên loại văn bản"},
        {"missing", "title", "Trích yếu nội dung"},
        {"missing", "basis", "Căn cứ"},
        {"missing", "purpose", "Mục đích, yêu cầu"},
        {"missing", "content", "Nội dung"},
        {"missing", "funding", "Kinh phí"},
        {"missing", "implementation", "Tổ chức thực hiện"},
        {"missing", "recipients", "Nơi nhận"},
        {"missing", "signer", "Người ký"},
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].column, column) == 0 &&
            str_eq(str_from_c(labels[i].value), value)) {
            return str_from_c(labels[i].label);
        }
    }
    return value;
}
