// liblzma for Swift. Only Sources/Archives imports this.
#pragma once
#include <lzma.h>

// LZMA_STREAM_INIT is a macro, which Swift does not see.
static inline lzma_stream gazette_lzma_stream(void) {
  lzma_stream stream = LZMA_STREAM_INIT;
  return stream;
}
