// libarchive and the locale calls that it depends on, for Swift. Only Sources/Archives imports this.
#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// libarchive gives names in the locale's encoding: bytes as they stand there in the "C" locale, which is
// what tar wants; 7z has UTF-16 names, which only a UTF-8 locale can show. uselocale sets it for this
// thread alone, and gives what was set before.
static inline locale_t gazette_locale_utf8(void) { return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

// Readers without programs: archive_read_support_filter_all would start lrzip, lzop and grzip where the
// library lacks the code.
static inline void gazette_archive_support(struct archive *archive) {
  archive_read_support_filter_gzip(archive);
  archive_read_support_filter_bzip2(archive);
  archive_read_support_filter_xz(archive);
  archive_read_support_filter_lzma(archive);
  archive_read_support_filter_zstd(archive);
  archive_read_support_filter_compress(archive);
  archive_read_support_format_tar(archive);
  archive_read_support_format_7zip(archive);
  archive_read_support_format_raw(archive);
}

// Macros that Swift does not see.
static inline int gazette_archive_is_raw(struct archive *archive) {
  return archive_format(archive) == ARCHIVE_FORMAT_RAW;
}
enum {
  gazette_kind_file = AE_IFREG,
  gazette_kind_folder = AE_IFDIR,
  gazette_kind_link = AE_IFLNK,
};

// archive_set_error is variadic, which Swift cannot call.
static inline void gazette_archive_fail(struct archive *archive) { archive_set_error(archive, -1, "reading failed"); }
