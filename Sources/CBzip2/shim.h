// bzip2 for Swift. Only Sources/Archives imports this.
#pragma once
#include <bzlib.h>
