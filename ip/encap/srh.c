/* srh.c - source routes of IPv6: a header with a list of segments.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <linux/rpl.h>
#include <linux/seg6.h>
#include <linux/seg6_hmac.h>
#include <string.h>
#include <sys/socket.h>

#include "../route_table.h"
#include "arena.h"
#include "encap.h"
#include "error.h"
#include "types.h"

#define SEGMENT sizeof(struct in6_addr)
#define HMAC_TLV 40		/* a TLV with its key, and room for the longest HMAC */
#define TYPE_RPL 3		/* routing types of IPv6: RFC 6554, RFC 8754 */
#define TYPE_SEGMENTS 4

/* Until the whole header is known, the item is the word itself. */
static int scan_segments(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	i->data = word;
	i->size = strlen(word);
	return 0;
}

const struct type type_segments = { .name = "binary", .arg = "ADDR[,ADDR...]", .scan = scan_segments };

uint32_t encap_key(const char *word)
{
	uint64_t key = 0;

	scan_unsigned(word, 0, UINT32_MAX, &key);
	return key;
}

/* Commas make segments, though nothing may stand between them. */
static int count(const char *segments)
{
	int n = 1;

	for (; segments && (segments = strchr(segments, ',')); segments++)
		n++;
	return n;
}

static int bad_segment(const struct words *w, const char *word)
{
	fail(1, "Error: %s address is expected rather than \"%s\".", route_family_name(AF_INET6), word);
	error_blame(w->i - 1);
	return error_fatal();
}

/* The first segment comes last: a header is read backwards. */
static int put_segments(struct request *q, char *last, const char *segments)
{
	while (segments && *segments) {
		size_t n = strcspn(segments, ",");
		char *word = arena_copy(segments, n + 1);
		struct address a;

		word[n] = '\0';
		segments += n + (segments[n] == ',');
		if (!n)
			continue;
		if (scan_address(word, AF_INET6, &a) < 0)
			return bad_segment(q->words, word);
		memcpy(last, a.data, SEGMENT);
		last -= SEGMENT;
	}
	return 0;
}

/* The length of a header is one byte, in units of 8. */
static int check_size(const struct words *w, size_t size)
{
	return size / 8 - 1 <= UINT8_MAX ? 0 : encap_wrong(w, "too many segments");
}

int encap_set_srh(struct request *q, struct item *i, const char *segments, int more, uint32_t key)
{
	int n = count(segments) + more;
	size_t size = sizeof(struct ipv6_sr_hdr) + n * SEGMENT + (key ? HMAC_TLV : 0);
	uint8_t tlv[] = { SR6_TLV_HMAC, HMAC_TLV - 2, 0, 0, key >> 24, key >> 16, key >> 8, key };
	struct ipv6_sr_hdr *h;

	if (check_size(q->words, size) < 0)
		return -1;
	h = arena_alloc(size);
	h->hdrlen = size / 8 - 1;
	h->type = TYPE_SEGMENTS;
	h->segments_left = h->first_segment = n - 1;
	h->flags = key ? SR6_FLAG1_HMAC : 0;
	if (key)
		memcpy((char *)h + size - HMAC_TLV, tlv, sizeof(tlv));
	i->data = h;
	i->size = size;
	return put_segments(q, (char *)(h->segments + n - 1), segments);
}

int encap_set_rpl(struct request *q, struct item *i, const char *segments)
{
	int n = count(segments);
	size_t size = sizeof(struct ipv6_rpl_sr_hdr) + n * SEGMENT;
	struct ipv6_rpl_sr_hdr *h;

	if (check_size(q->words, size) < 0)
		return -1;
	h = arena_alloc(size);
	h->hdrlen = size / 8 - 1;
	h->type = TYPE_RPL;
	h->segments_left = n;
	i->data = h;
	i->size = size;
	return put_segments(q, (char *)(h->segments.addr + n - 1), segments);
}

/* ---- show ---- */
void encap_show_segments(struct out *o, const void *segments, size_t size, int n)
{
	char number[FORMAT_MAX];
	struct literal l;

	format_unsigned(number, n);
	out_text(o, "segs %s [ ", number);
	out_open(o, "segs", '[');
	for (const char *p = (const char *)segments + n * SEGMENT; p > (const char *)segments;) {
		p -= SEGMENT;
		if (p + SEGMENT > (const char *)segments + size)
			continue;
		literal_address(&l, AF_INET6, p, SEGMENT);
		l.label = l.key = NULL;
		out_literal(o, NULL, "{%s }", &l);
	}
	out_close(o);
	out_text(o, "] ", NULL);
}

/* Text has capitals and no 0x. */
static void show_key(struct out *o, uint32_t key)
{
	struct literal l = { .json = JSON_STRING };

	format_hex(l.buf, key);
	l.text = l.buf;
	l.label = l.buf + FORMAT_MAX;
	format_hex_digits(l.buf + FORMAT_MAX, key, 1);
	for (char *p = l.buf + FORMAT_MAX; *p; p++)
		*p = toupper(*p);
	out_literal(o, "hmac", "hmac %s ", &l);
}

void encap_show_srh(struct out *o, const void *srh, size_t size)
{
	const struct ipv6_sr_hdr *h = srh;
	const char *tlv = (const char *)srh + (h->hdrlen + 1) * 8 - HMAC_TLV;

	if (size < sizeof(*h))
		return;
	encap_show_segments(o, h->segments, size - sizeof(*h), h->first_segment + 1);
	if (!(h->flags & SR6_FLAG1_HMAC) || tlv < (const char *)srh || tlv + 8 > (const char *)srh + size)
		return;
	show_key(o, payload_number(tlv + 4, 4, true));
}
