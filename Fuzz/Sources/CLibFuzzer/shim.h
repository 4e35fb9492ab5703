// libFuzzer as a library (compiler-rt, FuzzerInterface.h): it has no header among the installed ones.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
