// Zstandard for Swift. Only Sources/Archives imports this.
#pragma once
#include <zstd.h>
#include <zstd_errors.h>
