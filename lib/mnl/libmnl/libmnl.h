/* libmnl.h - the part of libmnl's interface that is called here, for builds that have no libmnl.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LIBMNL_H
#define MINIP_LIBMNL_H

/*
 * A netlink message is a header and a payload; where the payload begins with a fixed header of its
 * own, attributes follow it.  All of them start at multiples of four bytes; their lengths count
 * their own header, and not the padding behind them.
 */
#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>	/* libmnl's own brings these too */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MNL_ALIGNTO		4
#define MNL_ALIGN(n)		(((n) + MNL_ALIGNTO - 1) & ~(MNL_ALIGNTO - 1))
#define MNL_NLMSG_HDRLEN	MNL_ALIGN(sizeof(struct nlmsghdr))
#define MNL_ATTR_HDRLEN		MNL_ALIGN(sizeof(struct nlattr))
#define MNL_ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

/* ---- reading messages ---- */
static inline void *mnl_nlmsg_get_payload(const struct nlmsghdr *n)
{
	return (char *)n + MNL_NLMSG_HDRLEN;
}

static inline size_t mnl_nlmsg_get_payload_len(const struct nlmsghdr *n)
{
	return n->nlmsg_len - MNL_NLMSG_HDRLEN;
}

static inline void *mnl_nlmsg_get_payload_tail(const struct nlmsghdr *n)
{
	return (char *)n + MNL_ALIGN(n->nlmsg_len);
}

static inline bool mnl_nlmsg_ok(const struct nlmsghdr *n, int left)
{
	return left >= (int)sizeof(*n) && n->nlmsg_len >= sizeof(*n) && (int)n->nlmsg_len <= left;
}

static inline struct nlmsghdr *mnl_nlmsg_next(const struct nlmsghdr *n, int *left)
{
	*left -= MNL_ALIGN(n->nlmsg_len);
	return mnl_nlmsg_get_payload_tail(n);
}

/* ---- reading attributes ---- */
/* The type without the bits that tell of nests and byte order. */
static inline uint16_t mnl_attr_get_type(const struct nlattr *a)
{
	return a->nla_type & NLA_TYPE_MASK;
}

static inline void *mnl_attr_get_payload(const struct nlattr *a)
{
	return (char *)a + MNL_ATTR_HDRLEN;
}

static inline uint16_t mnl_attr_get_payload_len(const struct nlattr *a)
{
	return a->nla_len - MNL_ATTR_HDRLEN;
}

static inline uint8_t mnl_attr_get_u8(const struct nlattr *a)
{
	return *(const uint8_t *)mnl_attr_get_payload(a);
}

static inline uint16_t mnl_attr_get_u16(const struct nlattr *a)
{
	uint16_t value;

	memcpy(&value, mnl_attr_get_payload(a), sizeof(value));
	return value;
}

static inline uint32_t mnl_attr_get_u32(const struct nlattr *a)
{
	uint32_t value;

	memcpy(&value, mnl_attr_get_payload(a), sizeof(value));
	return value;
}

static inline uint64_t mnl_attr_get_u64(const struct nlattr *a)
{
	uint64_t value;

	memcpy(&value, mnl_attr_get_payload(a), sizeof(value));
	return value;
}

static inline const char *mnl_attr_get_str(const struct nlattr *a)
{
	return mnl_attr_get_payload(a);
}

static inline struct nlattr *mnl_attr_next(const struct nlattr *a)
{
	return (struct nlattr *)((char *)a + MNL_ALIGN(a->nla_len));
}

/* ---- writing: what is put goes to the end of the message and makes it longer ---- */
static inline struct nlmsghdr *mnl_nlmsg_put_header(void *buf)
{
	struct nlmsghdr *n = memset(buf, 0, MNL_NLMSG_HDRLEN);

	n->nlmsg_len = MNL_NLMSG_HDRLEN;
	return n;
}

static inline void *mnl_nlmsg_put_extra_header(struct nlmsghdr *n, size_t size)
{
	void *header = (char *)n + n->nlmsg_len;

	n->nlmsg_len += MNL_ALIGN(size);
	return memset(header, 0, MNL_ALIGN(size));
}

static inline void mnl_attr_put(struct nlmsghdr *n, uint16_t type, size_t size, const void *data)
{
	struct nlattr *a = mnl_nlmsg_get_payload_tail(n);
	size_t padding = MNL_ALIGN(size) - size;

	a->nla_type = type;
	a->nla_len = MNL_ATTR_HDRLEN + size;
	if (size)
		memcpy(mnl_attr_get_payload(a), data, size);
	memset((char *)mnl_attr_get_payload(a) + size, 0, padding);
	n->nlmsg_len += MNL_ALIGN(a->nla_len);
}

static inline void mnl_attr_put_u16(struct nlmsghdr *n, uint16_t type, uint16_t value)
{
	mnl_attr_put(n, type, sizeof(value), &value);
}

static inline void mnl_attr_put_u32(struct nlmsghdr *n, uint16_t type, uint32_t value)
{
	mnl_attr_put(n, type, sizeof(value), &value);
}

static inline void mnl_attr_put_u64(struct nlmsghdr *n, uint16_t type, uint64_t value)
{
	mnl_attr_put(n, type, sizeof(value), &value);
}

/* With the NUL at its end. */
static inline void mnl_attr_put_strz(struct nlmsghdr *n, uint16_t type, const char *s)
{
	mnl_attr_put(n, type, strlen(s) + 1, s);
}

static inline struct nlattr *mnl_attr_nest_start(struct nlmsghdr *n, uint16_t type)
{
	struct nlattr *nest = mnl_nlmsg_get_payload_tail(n);

	nest->nla_type = NLA_F_NESTED | type;
	n->nlmsg_len += MNL_ATTR_HDRLEN;
	return nest;
}

static inline void mnl_attr_nest_end(struct nlmsghdr *n, struct nlattr *nest)
{
	nest->nla_len = (char *)mnl_nlmsg_get_payload_tail(n) - (char *)nest;
}

#endif
