// Intel's ISA-L for Swift: its inflate. Only Sources/Zip imports this.
//
// The library is not linked but looked for when a long stream begins: Debian has no static form of it, so that
// each start of the program would load it, or fail where it is not installed.
#pragma once
#include <dlfcn.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

struct gazette_isal {
  void (*init)(struct inflate_state *);
  int (*inflate)(struct inflate_state *);
};

// The functions of the library whose state is what the header has: that is what the 2 of its name says. It
// stays loaded. Both are NULL where it is not installed.
static inline struct gazette_isal gazette_isal_load(void) {
#ifdef __APPLE__
  void *library = dlopen("libisal.2.dylib", RTLD_NOW | RTLD_LOCAL);
#else
  void *library = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL);
#endif
  struct gazette_isal isal = {0};
  if (!library) return isal;
  isal.init = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_init");
  isal.inflate = (int (*)(struct inflate_state *))dlsym(library, "isal_inflate");
  if (!isal.init || !isal.inflate) return (struct gazette_isal){0};
  return isal;
}

// 87 KB, with arrays that Swift would have for tuples of as many elements: hence by a pointer that it does not
// look behind. Zeros, so that nothing else of the memory could come out of it.
static inline void *gazette_isal_make(void) { return calloc(1, sizeof(struct inflate_state)); }

static inline void gazette_isal_begin(struct gazette_isal isal, void *state) { isal.init(state); }

struct gazette_isal_step {
  long taken;
  long given;
  int has_ended;
  int has_failed;
};

// isal_inflate, once. It reads ahead by up to eight bytes, which count as not taken where the stream ends.
static inline struct gazette_isal_step gazette_isal_inflate(
    struct gazette_isal isal, void *of, const uint8_t *input, uint32_t input_count, uint8_t *output,
    uint32_t room) {
  struct inflate_state *state = of;
  state->next_in = (uint8_t *)input;  // It only reads there.
  state->avail_in = input_count;
  state->next_out = output;
  state->avail_out = room;
  int status = isal.inflate(state);
  struct gazette_isal_step step = {input_count - state->avail_in, room - state->avail_out, 0, status < 0};
  if (!step.has_failed && state->block_state == ISAL_BLOCK_FINISH) {
    step.has_ended = 1;
    step.taken -= state->read_in_length / 8;
  }
  return step;
}

// What stands before a fault and had no room: the next of it, and how much that is. isal_inflate would look at
// what is behind the fault.
static inline long gazette_isal_drain(void *of, uint8_t *output, uint32_t room) {
  struct inflate_state *state = of;
  uint32_t count = state->tmp_out_valid - state->tmp_out_processed;
  if (count > room) count = room;
  memcpy(output, state->tmp_out_buffer + state->tmp_out_processed, count);
  state->tmp_out_processed += count;
  return count;
}
