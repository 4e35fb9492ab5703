// Zstandard for Swift. Only Sources/Archives imports this.
#pragma once
#include <zstd.h>
