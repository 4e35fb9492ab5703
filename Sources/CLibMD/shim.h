// libmd's SHA-1 for Swift, which UUIDs of version 5 are made by. Only DocumentModel's ContentDigest imports
// this.
#pragma once
#include <stdint.h>
#include <sha1.h>
