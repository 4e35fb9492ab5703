// Nettle's SHA-1, which UUIDs of version 5 are made by, and SHA-256, for Swift. Only DocumentModel/Bytes
// imports this.
#pragma once
#include <nettle/sha1.h>
#include <nettle/sha2.h>
