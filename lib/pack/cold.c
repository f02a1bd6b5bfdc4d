/* cold.c - constants that a program unpacks when it looks at them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cold.h"

/*
 * Half of the program is tables, texts and names, and one command looks at few of them.  Those that short
 * commands do without are cold: the linker gives them addresses (cold.ld), but no bytes in the program, which
 * has them packed (squeeze.c).  Nothing is mapped there, so that the first look at a part is a page fault
 * without a page: SIGSEGV.  Its handler maps memory there, unpacks the part, and returns; the instruction is
 * run again and finds its constant.  What looks at constants does not know of it, and a command that looks at
 * none pays for two system calls.
 *
 * The kernel does not raise SIGSEGV for addresses that it is given: the system call fails with EFAULT.  What
 * is handed to it is hence not cold (cold.ld), or was copied before, as all output is.
 *
 * Any other fault is one of the program, and ends it: a second fault within a part, too, which is then mapped.
 */
extern const struct cold_part cold_packed[COLD_PARTS];

static struct reader {
	const uint8_t *p;
	uint64_t bits; /* what was read, from the highest bit on */
	int n; /* how many of them there are */
} in;
/* What stands in the next COLD_BITS bits: a symbol << 4 | the length of its code. */
static uint16_t steps[1 << COLD_BITS], backs[1 << COLD_BITS],
	gaps[1 << COLD_BITS];

/* Enough for the longest codes of a length and of a distance, with what is behind them. */
static void bits_fill(void)
{
	for (; in.n <= 56; in.n += 8)
		in.bits |= (uint64_t)*in.p++ << (56 - in.n);
}

static uint32_t bits_take(unsigned int n)
{
	uint32_t value = n ? in.bits >> (64 - n) : 0;

	in.bits <<= n;
	in.n -= n;
	return value;
}

static unsigned int symbol_take(const uint16_t *codes)
{
	unsigned int found = codes[in.bits >> (64 - COLD_BITS)];

	bits_take(found & 15);
	return found >> 4;
}

static uint32_t number_take(unsigned int symbol)
{
	return cold_first(symbol) + bits_take(cold_more(symbol));
}

/* Codes are handed out by length, then by symbol; each begins some of the 1 << COLD_BITS possible bits. */
static void codes_read(uint16_t *codes, const uint8_t *lengths,
		       unsigned int from, unsigned int to)
{
	for (unsigned int length = 1; length <= COLD_BITS; length++)
		for (unsigned int i = from; i < to; i++)
			if ((lengths[i / 2] >> i % 2 * 4 & 15) == length)
				for (int n = 1 << (COLD_BITS - length); n; n--)
					*codes++ = (i - from) << 4 | length;
}

static void part_unpack(uint8_t *to, const struct cold_part *part)
{
	const uint8_t *packed = (const uint8_t *)(cold_packed + COLD_PARTS) +
				part->at,
		      *end = to + part->size;
	uint32_t address = (uintptr_t)to;

	codes_read(steps, packed, 0, COLD_BACK);
	codes_read(backs, packed, COLD_BACK, COLD_GAP);
	codes_read(gaps, packed, COLD_GAP, COLD_SYMBOLS);
	in = (struct reader){ .p = packed + COLD_SYMBOLS / 2 };
	while (to < end) {
		unsigned int step;

		bits_fill();
		step = symbol_take(steps);
		if (step < COLD_LENGTH) {
			*to++ = step;
		} else if (step < COLD_AHEAD) {
			uint32_t n = number_take(step - COLD_LENGTH) + COLD_MIN;
			const uint8_t *from =
				to - number_take(symbol_take(backs)) - 1;

			while (n--)
				*to++ = *from++;
		} else {
			uint32_t gap = number_take(symbol_take(gaps));

			address += step == COLD_AHEAD ? gap : -gap;
			memcpy(to, &address, sizeof(address));
			to += sizeof(address);
		}
	}
}

static int part_map(uintptr_t i)
{
	const struct cold_part *part = &cold_packed[i];
	void *at = (void *)(COLD_START + i * COLD_ROOM);

	if (mmap(at, part->size, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
		 0) != at)
		return -1;
	part_unpack(at, part);
	return mprotect(at, part->size, PROT_READ);
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	uintptr_t at = (uintptr_t)info->si_addr;

	(void)context;
	if (info->si_code == SEGV_MAPERR && at >= COLD_START &&
	    at < COLD_START + COLD_PARTS * COLD_ROOM &&
	    !part_map((at - COLD_START) / COLD_ROOM))
		return;
	signal(number, SIG_DFL);
	/* Who was sent the signal does not run into it again. */
	if (info->si_code <= 0)
		raise(number);
}

/* Who started the program may have blocked the signal. */
__attribute__((constructor)) static void cold_begin(void)
{
	struct sigaction action = { .sa_sigaction = on_fault,
				    .sa_flags = SA_SIGINFO };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGSEGV);
	if (sigaction(SIGSEGV, &action, NULL) ||
	    sigprocmask(SIG_UNBLOCK, &set, NULL))
		abort();
}
