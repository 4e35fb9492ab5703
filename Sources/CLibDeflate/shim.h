// libdeflate for Swift. Only Sources/EPUB/Container imports this.
#pragma once
#include <libdeflate.h>
