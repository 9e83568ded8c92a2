/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "surnames.h"

/* The 14 first ones are borne by 90 % of the Kinh (Lê Trung Hoa, Họ và tên người Việt
 * Nam, 2005); then others of the Kinh, and of the Tày, Thái, Hoa, Khmer and Chăm. */
static const struct {
    struct str folded, name;
} surnames[] = {
    {STR_INIT("nguyen"), STR_INIT("Nguyễn")}, {STR_INIT("tran"), STR_INIT("Trần")},
    {STR_INIT("le"), STR_INIT("Lê")},         {STR_INIT("pham"), STR_INIT("Phạm")},
    {STR_INIT("huynh"), STR_INIT("Huỳnh")},   {STR_INIT("hoang"), STR_INIT("Hoàng")},
    {STR_INIT("phan"), STR_INIT("Phan")},     {STR_INIT("vu"), STR_INIT("Vũ")},
    {STR_INIT("vo"), STR_INIT("Võ")},         {STR_INIT("dang"), STR_INIT("Đặng")},
    {STR_INIT("bui"), STR_INIT("Bùi")},       {STR_INIT("do"), STR_INIT("Đỗ")},
    {STR_INIT("ho"), STR_INIT("Hồ")},         {STR_INIT("ngo"), STR_INIT("Ngô")},
    {STR_INIT("duong"), STR_INIT("Dương")},   {STR_INIT("ly"), STR_INIT("Lý")},
    {STR_INIT("dao"), STR_INIT("Đào")},       {STR_INIT("doan"), STR_INIT("Đoàn")},
    {STR_INIT("vuong"), STR_INIT("Vương")},   {STR_INIT("trinh"), STR_INIT("Trịnh")},
    {STR_INIT("truong"), STR_INIT("Trương")}, {STR_INIT("dinh"), STR_INIT("Đinh")},
    {STR_INIT("lam"), STR_INIT("Lâm")},       {STR_INIT("mai"), STR_INIT("Mai")},
    {STR_INIT("to"), STR_INIT("Tô")},         {STR_INIT("ha"), STR_INIT("Hà")},
    {STR_INIT("ta"), STR_INIT("Tạ")},         {STR_INIT("cao"), STR_INIT("Cao")},
    {STR_INIT("luong"), STR_INIT("Lương")},   {STR_INIT("luu"), STR_INIT("Lưu")},
    {STR_INIT("thai"), STR_INIT("Thái")},     {STR_INIT("chau"), STR_INIT("Châu")},
    {STR_INIT("tang"), STR_INIT("Tăng")},     {STR_INIT("phung"), STR_INIT("Phùng")},
    {STR_INIT("quach"), STR_INIT("Quách")},   {STR_INIT("nghiem"), STR_INIT("Nghiêm")},
    {STR_INIT("thach"), STR_INIT("Thạch")},   {STR_INIT("kim"), STR_INIT("Kim")},
    {STR_INIT("son"), STR_INIT("Sơn")},       {STR_INIT("danh"), STR_INIT("Danh")},
    {STR_INIT("nong"), STR_INIT("Nông")},     {STR_INIT("hua"), STR_INIT("Hứa")},
    {STR_INIT("lo"), STR_INIT("Lò")},         {STR_INIT("khong"), STR_INIT("Khổng")},
    {STR_INIT("mac"), STR_INIT("Mạc")},       {STR_INIT("dam"), STR_INIT("Đàm")},
    {STR_INIT("la"), STR_INIT("La")},         {STR_INIT("chu"), STR_INIT("Chu")},
    {STR_INIT("tong"), STR_INIT("Tống")},     {STR_INIT("ninh"), STR_INIT("Ninh")},
    {STR_INIT("kieu"), STR_INIT("Kiều")},     {STR_INIT("giang"), STR_INIT("Giang")},
    {STR_INIT("vi"), STR_INIT("Vi")},         {STR_INIT("bach"), STR_INIT("Bạch")},
    {STR_INIT("tieu"), STR_INIT("Tiêu")},     {STR_INIT("ung"), STR_INIT("Ung")},
    {STR_INIT("ton"), STR_INIT("Tôn")},       {STR_INIT("loc"), STR_INIT("Lộc")},
    {STR_INIT("thieu"), STR_INIT("Thiều")},   {STR_INIT("lai"), STR_INIT("Lại")},
    {STR_INIT("trieu"), STR_INIT("Triệu")},   {STR_INIT("phi"), STR_INIT("Phí")},
    {STR_INIT("au"), STR_INIT("Âu")},         {STR_INIT("ong"), STR_INIT("Ông")},
    {STR_INIT("dong"), STR_INIT("Đồng")},     {STR_INIT("diep"), STR_INIT("Diệp")},
    {STR_INIT("khuat"), STR_INIT("Khuất")},   {STR_INIT("ngan"), STR_INIT("Ngân")},
    {STR_INIT("tu"), STR_INIT("Từ")},
};

struct str surname_of(struct str folded)
{
    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++) {
        if (str_eq(folded, surnames[i].folded)) {
            return surnames[i].name;
        }
    }
    return STR("");
}
