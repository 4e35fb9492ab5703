// libdeflate for Swift. Only Sources/Zip imports this.
#pragma once
#include <libdeflate.h>
