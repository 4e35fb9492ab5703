// iconv (from the C library) and uchardet for Swift. Only Sources/TextEncoding imports this.
#pragma once
#include <errno.h>
#include <iconv.h>
#include <uchardet/uchardet.h>
