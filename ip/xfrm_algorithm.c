/* xfrm_algorithm.c - algorithms and their keys: "enc NAME KEY" and the like.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "scan.h"
#include "xfrm.h"

#define KEY_MAX 512	/* as much as ip(8) takes */

/* All of struct xfrm_algo, xfrm_algo_auth and xfrm_algo_aead; a number of bits stands before the key of the latter two. */
struct algorithm {
	char name[64];
	uint32_t key_bits, more_bits;
	uint8_t key[KEY_MAX];
	size_t size;		/* of the key in bytes */
};

static bool has_more(const struct row *r)
{
	return r->attr == XFRMA_ALG_AEAD || r->attr == XFRMA_ALG_AUTH_TRUNC;
}

static int hex_key(const char *digits, struct algorithm *a)
{
	size_t n = strlen(digits), at = 0;

	if ((n + 1) / 2 > sizeof(a->key))
		return xfrm_wrong(digits - 2, "ALGO-KEYMAT value makes buffer overflow");
	/* Of an odd number of digits the first stands for a byte. */
	for (size_t take = n % 2 ? 1 : 2; *digits; digits += take, take = 2) {
		char byte[3] = { digits[0], take == 2 ? digits[1] : '\0', '\0' };
		uint64_t value;

		if (scan_unsigned(byte, 16, UINT8_MAX, &value) < 0)
			return -1;
		a->key[at++] = value;
	}
	a->size = at;
	return 0;
}

static int read_key(const char *word, struct algorithm *a)
{
	if (!strncmp(word, "0x", 2) && word[2])
		return hex_key(word + 2, a) < 0 ? xfrm_wrong(word, "ALGO-KEYMAT value is invalid") : 0;
	a->size = strlen(word);
	if (a->size > sizeof(a->key))
		return xfrm_wrong(word, "ALGO-KEYMAT value makes buffer overflow");
	memcpy(a->key, word, a->size);
	return 0;
}

static const char *next(struct words *w, const char *what)
{
	if (!words_peek(w))
		xfrm_missing(what);
	return words_peek(w) ? words_next(w) : NULL;
}

static int read_more(const struct row *r, struct words *w, struct algorithm *a)
{
	bool is_aead = r->attr == XFRMA_ALG_AEAD;
	const char *word = next(w, is_aead ? "ALGO-ICV-LEN" : "ALGO-TRUNC-LEN");
	uint64_t bits;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (scan_unsigned(word, 0, UINT32_MAX, &bits) < 0)
		return xfrm_wrong(word, is_aead ? "ALGO-ICV-LEN value is invalid" : "ALGO-TRUNC-LEN value is invalid");
	a->more_bits = bits;
	return 0;
}

static int read_algorithm(const struct row *r, struct words *w, struct algorithm *a)
{
	const char *word = next(w, "ALGO-NAME"), *key;
	int at;

	if (!word)
		return -1;
	memcpy(a->name, word, strnlen(word, sizeof(a->name) - 1));
	if (r->attr == XFRMA_ALG_COMP)
		return 0;
	key = next(w, "ALGO-KEYMAT");
	if (!key)
		return -1;
	at = w->i - 1;
	if (has_more(r) && read_more(r, w, a) < 0)
		return -1;
	error_blame(at);
	return read_key(key, a);
}

/* One of each kind. */
static bool is_second(const struct request *q, const struct table *t, const struct row *r)
{
	static const uint16_t kinds[][2] = {
		{ XFRMA_ALG_AUTH, XFRMA_ALG_AUTH_TRUNC }, { XFRMA_ALG_AEAD, XFRMA_ALG_CRYPT }, { XFRMA_ALG_COMP, XFRMA_ALG_COMP }
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (r->attr == kinds[i][0] || r->attr == kinds[i][1])
			return request_attr(q, t, kinds[i][0]) || request_attr(q, t, kinds[i][1]);
	return false;
}

static int add(struct request *q, const struct table *t, const struct row *r, int from, int to, const struct algorithm *a)
{
	uint8_t payload[sizeof(struct xfrm_algo_aead) + KEY_MAX];
	uint32_t bits = 8 * a->size;
	size_t n = sizeof(struct xfrm_algo);

	memcpy(payload, a->name, sizeof(a->name));
	memcpy(payload + sizeof(a->name), &bits, sizeof(bits));
	if (has_more(r)) {
		memcpy(payload + n, &a->more_bits, sizeof(a->more_bits));
		n += sizeof(a->more_bits);
	}
	memcpy(payload + n, a->key, a->size);
	return request_add_bytes(q, t, r, from, to, payload, n + a->size) ? 0 : -1;
}

int xfrm_parse_algorithm(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	struct algorithm a = { .size = 0 };
	int from = w->i - 1;

	if (w->completing && w->i >= w->n - 1)
		return -1;
	if (is_second(q, t, r)) {
		error_blame(from);
		return fail(255, "Error: duplicate \"ALGO-TYPE\": \"%s\" is the second value.", w->v[from]);
	}
	return read_algorithm(r, w, &a) < 0 ? -1 : add(q, t, r, from, w->i, &a);
}

/* ---- shown ---- */
static void show_key(struct out *o, const char *key, size_t size)
{
	char digits[FORMAT_MAX];

	if (xfrm_hides_keys) {
		out_text(o, "<<Keys hidden>>", "");
		return;
	}
	out_text(o, "0x", "");
	for (size_t i = 0; i < size; i++) {
		format_hex_digits(digits, (uint8_t)key[i], 2);
		out_text(o, "%s", digits);
	}
}

void xfrm_show_algorithm(struct out *o, const struct row *r, const struct view *v)
{
	const struct xfrm_algo *a = view_struct(v, r->attr, sizeof(*a));
	size_t size = a ? mnl_attr_get_payload_len(view_attr(v, r->attr)) : 0, skip = sizeof(*a) + (has_more(r) ? 4 : 0);
	char text[FORMAT_MAX];
	bool is_whole;

	if (!a || (r->attr == XFRMA_ALG_AUTH && view_attr(v, XFRMA_ALG_AUTH_TRUNC)))
		return;
	xfrm_line(o);
	out_text(o, "%s ", r->word);
	snprintf(text, sizeof(text), "%.*s ", (int)sizeof(a->alg_name), a->alg_name);
	out_text(o, "%s", text);
	is_whole = size >= skip + a->alg_key_len / 8;
	if (!is_whole)
		out_text(o, "(ERROR truncated)", "");
	else if (a->alg_key_len / 8)
		show_key(o, (const char *)a + skip, a->alg_key_len / 8);
	if (is_whole && v->when & ON_STATS && a->alg_key_len / 8) {
		format_unsigned(text, a->alg_key_len);
		out_text(o, " (%s bits)", text);
	}
	if (has_more(r)) {
		format_unsigned(text, ((const struct xfrm_algo_aead *)a)->alg_icv_len);
		out_text(o, " %s", text);
	}
	out_text(o, "\n", "");
}
