/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workbook is Vietnamese, by whatever language messages are; this is for the one
 * who asks for English. A catalogue can't do it: it has one direction. */
#include "labels.h"

#include <string.h>

static const struct {
    const char *vietnamese, *english;
} labels[] = {
    /* columns */
    {"Mã văn bản", "Document id"},
    {"Tệp", "File"},
    {"Số trang", "Pages"},
    {"Loại văn bản", "Type"},
    {"Số, ký hiệu", "Code"},
    {"Ngày ban hành", "Date"},
    {"Địa danh", "Place"},
    {"Cơ quan ban hành", "Issuer"},
    {"Cơ quan chủ quản", "Parent agency"},
    {"Trích yếu nội dung", "Title"},
    {"Thẩm quyền ký", "Authority to sign"},
    {"Chức vụ người ký", "Office of the signer"},
    {"Người ký", "Signer"},
    {"Độ khẩn", "Urgency"},
    {"Độ mật", "Secrecy"},
    {"Phần thiếu", "Missing parts"},
    {"Trạng thái", "Status"},
    {"Độ tin cậy", "Confidence"},
    {"Lý do", "Reason"},
    {"Trang", "Page"},
    {"Quan hệ", "Relation"},
    {"Tên", "Name"},
    {"Nguyên văn", "Text"},
    {"Trái (pt)", "Left (pt)"},
    {"Trên (pt)", "Top (pt)"},
    {"Phải (pt)", "Right (pt)"},
    {"Dưới (pt)", "Bottom (pt)"},
    {"Dạng", "Kind"},
    {"Từ ngày", "From"},
    {"Thời hạn", "Deadline"},
    {"Chu kỳ", "Recurrence"},
    {"Đơn vị thực hiện", "Actor"},
    {"Nhiệm vụ", "Task"},
    {"Thứ tự", "Position"},
    {"Nơi nhận", "Recipients"},
    {"Ghi chú", "Note"},
    {"Số bản", "Copies"},
    {"Bản lưu", "Filed copy"},
    {"Mức độ", "Severity"},
    {"Nội dung kiểm tra", "Check"},
    {"Diễn giải", "Message"},
    {"Trường thông tin", "Field"},
    {"Giá trị", "Value"},
    {"Cách đọc khác", "Other readings"},
    {"Đã sửa", "Corrected"},
    {"Ngày xem lại", "Reviewed on"},
    {"Cả dòng", "Whole row"},
    /* values */
    {"Đạt", "In order"},
    {"Cần xem lại", "To review"},
    {"Không đọc được", "Not read"},
    {"Căn cứ", "Basis"},
    {"Thực hiện", "Implements"},
    {"Theo", "Follows"},
    {"Viện dẫn", "Citations"},
    {"Trước ngày", "Before"},
    {"Chậm nhất", "By"},
    {"Vào ngày", "On"},
    {"Trong thời gian", "Within"},
    {"Định kỳ", "Every"},
    {"Phong trào thi đua", "Emulation campaign"},
    {"Cuộc vận động", "Movement"},
    {"Cuộc thi, hội thi", "Contest"},
    {"Hằng tuần", "Weekly"},
    {"Hằng tháng", "Monthly"},
    {"Hằng quý", "Quarterly"},
    {"6 tháng", "Every six months"},
    {"Hằng năm", "Yearly"},
    {"Lưu", "Filed"},
    {"Thông tin", "Information"},
    {"Cảnh báo", "Warning"},
    {"Lỗi", "Error"},
    {"Quốc hiệu và Tiêu ngữ", "National name and motto"},
    {"Tên cơ quan ban hành", "Name of the issuer"},
    {"Số của văn bản", "Number"},
    {"Địa danh và thời gian", "Place and date"},
    {"Tên loại văn bản", "Name of the type"},
    {"Mục đích, yêu cầu", "Purpose, requirements"},
    {"Nội dung", "Content"},
    {"Kinh phí", "Funding"},
    {"Tổ chức thực hiện", "Implementation"},
    /* sheets and the summary */
    {"Văn bản", "Documents"},
    {"Phong trào", "Campaigns"},
    {"Thiếu phần", "Parts missing"},
    {"Tổng hợp", "Summary"},
    {"Tổng hợp văn bản", "Documents in numbers"},
    {"Số văn bản", "Documents"},
    {"(không có)", "(none)"},
    {"Cơ quan chưa gửi văn bản nào", "Agencies that sent nothing"},
    {"Văn bản theo tháng", "Documents by month"},
    {"Tháng", "Month"},
    {"Phần thể thức còn thiếu", "Parts that are missing"},
    {"Phần", "Part"},
    {"Văn bản theo loại", "Documents by type"},
    {"Loại", "Type"},
    {"Văn bản theo cơ quan", "Documents by agency"},
};

const char *label_in(enum lang lang, const char *vietnamese)
{
    for (size_t i = 0; lang == LANG_EN && i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].vietnamese, vietnamese) == 0) {
            return labels[i].english;
        }
    }
    return vietnamese;
}
