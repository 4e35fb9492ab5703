// zlib for Swift. Only Sources/Zip imports this.
#pragma once
#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift does not see. A zip entry is a raw deflate
// stream, without zlib's own header: that is what the negative window says.
static inline int gazette_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

static inline int gazette_inflate_init(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
