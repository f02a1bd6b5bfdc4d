/* nl.h - one rtnetlink socket: requests, dumps, extended acknowledgements.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NL_H
#define MINIP_NL_H

#include <net/if.h>	/* before any linux/ header: they clash the other way round */
#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdbool.h>
#include <stdint.h>

#define NL_MESSAGE_MAX 16384	/* the longest request that we build */

/* What the kernel said about the last request (linux/netlink.h, enum nlmsgerr_attrs). */
struct nl_error {
	int code;			/* errno, positive; 0: accepted (message is then a warning) */
	int empty;			/* errno with which a dump ended that just had nothing to list */
	char message[256];		/* NLMSGERR_ATTR_MSG, "" if none */
	bool has_offset, has_missing, has_nest, has_policy;
	uint32_t offset;		/* NLMSGERR_ATTR_OFFS: of the attribute at fault, from the start of the request */
	uint32_t missing;		/* NLMSGERR_ATTR_MISS_TYPE: the attribute that is needed ... */
	uint32_t nest;			/* NLMSGERR_ATTR_MISS_NEST: ... in the nest at this offset */
	struct {			/* NLMSGERR_ATTR_POLICY: what the attribute must be */
		uint32_t type;		/* enum netlink_attribute_type */
		int64_t min, max;
		uint64_t umin, umax, mask;
		uint32_t min_length, max_length;
		uint32_t has;		/* bit 1 << NL_POLICY_TYPE_ATTR_x for each that was sent */
	} policy;
};

struct nl {
	int fd;
	int protocol;			/* NETLINK_ROUTE, NETLINK_GENERIC, NETLINK_XFRM */
	bool asks;			/* not of NETLINK_ROUTE: what is sent next changes nothing */
	uint32_t port, seq;
	bool has_alarm;			/* a SIGIO tells of what comes unasked */
	struct nl_error error;
};

/*
 * The socket for requests (NL_REQUESTS) and the one for questions that come up while
 * a dump is under way on the first (NL_QUESTIONS: names of links), both to rtnetlink; those of generic
 * netlink and of IPsec.  Opened at the first need, with NETLINK_EXT_ACK, NETLINK_CAP_ACK, NETLINK_GET_STRICT_CHK and
 * -rcvbuf; closed by nl_close_all() (a change of namespace, exit).
 * NULL when the system refuses: the error is then recorded.
 */
enum nl_socket { NL_REQUESTS, NL_QUESTIONS, NL_GENERIC, NL_XFRM, NL_SOCKETS };
struct nl *nl_socket(enum nl_socket);
void nl_close_all(void);

/*
 * Are dump requests checked and filtered by the kernel (NETLINK_GET_STRICT_CHK)?  ip(8) has it so but in
 * batches, where listing a table that does not exist is no error.  To be set before the first socket.
 */
extern bool nl_strict;

/* Called for each message of an answer; the message is whole and at least a header long.  < 0 stops with -1. */
typedef int (*nl_each)(const struct nlmsghdr *, void *arg);

/*
 * Sends one request (sequence and port are filled in) and reads until its acknowledgement (when it has
 * NLM_F_ACK) or its one answer; answers go to each (may be NULL).
 * 0, or -1: nl->error has the kernel's word when nl->error.code != 0, else the error is recorded.
 */
int nl_talk(struct nl *, struct nlmsghdr *, nl_each each, void *arg);

/*
 * Sends requests that stand back to back and ask for no acknowledgement: the kernel only answers
 * those that it refuses, before the call that sends them returns.  -1: nl->error is of the first.
 */
int nl_post(struct nl *, void *messages, size_t size);

/*
 * Sends one request without NLM_F_ACK, which the kernel answers only to refuse it.  It has
 * done so by the time that sending returns: rtnetlink works in the system call.  0 or -1, as nl_talk().
 */
int nl_tell(struct nl *, struct nlmsghdr *);

/*
 * Batches.  A request that only changes something (nl_change) is sent without asking for an
 * acknowledgement: only a refusal is answered.  And where many may travel together (-force), it waits
 * for others: up to 64 go in one call.  What is refused of those is told by line.
 */
typedef void (*nl_refusal)(const struct nl_error *, unsigned int line);
void nl_batch_begin(bool many, nl_refusal refused);
/* From here on requests are of this line ... */
void nl_batch_line(unsigned int line);
/* ... and may wait; or may not, and neither may those before it. */
void nl_batch_command(bool may_wait);
/* Sends what waits. */
void nl_batch_flush(void);
/* nl_talk() without answers; in a batch, the above. */
int nl_change(struct nl *, struct nlmsghdr *);

struct nl_dump {
	nl_each each;
	/*
	 * The dump was interrupted (NLM_F_DUMP_INTR): forget what was seen and return 0 to have it
	 * read again, or -1 when that cannot be.  NULL: nothing needs forgetting, read again.
	 */
	int (*again)(void *arg);
	void *arg;
};

/*
 * Sends a dump request and reads it to NLMSG_DONE.  An interrupted dump is read again up to ten
 * times; when that does not help: "Dump was interrupted and may be inconsistent." and -1, status 1.
 * ENOENT and EOPNOTSUPP in NLMSG_DONE are silent, as in ip(8).
 */
int nl_dump(struct nl *, struct nlmsghdr *, const struct nl_dump *);

/*
 * Reads what an NLMSG_ERROR or NLMSG_DONE says; no byte behind its nlmsg_len is
 * looked at.  0, or -1 when it is too short for what it claims to hold.
 */
int nl_error_parse(struct nl_error *, const struct nlmsghdr *);
/*
 * After a -1: records the kernel's word as ip(8) has it, "Error: TEXT." or "RTNETLINK answers: ...",
 * for a dump followed by "Dump terminated"; keeps the recorded error when the kernel said nothing.  Returns -1.
 */
int nl_refused(const struct nl *, int status);
/* The same of a change: never a missing attribute's number.  Returns buf. */
#define NL_ERROR_MAX 300
const char *nl_error_text(const struct nl_error *, char buf[NL_ERROR_MAX]);
int nl_dump_refused(const struct nl *, int status);
/* After a 0: writes the kernel's warning, "Warning: TEXT.", if there is one. */
void nl_warn(const struct nl *);

/*
 * Every message that is sent or received passes here when it is set (-explain); sent
 * tells the direction.  Floor 2 sets it; this floor knows no attribute by name.
 */
extern void (*nl_tap)(const struct nlmsghdr *, bool sent);
/* ... and this is where it went or came from; a type means another message to each protocol.  NULL: a listener. */
extern const struct nl *nl_talking;
#define nl_protocol() (nl_talking ? nl_talking->protocol : NETLINK_ROUTE)

/*
 * Does -dry-run hold this request back?  Then the three functions that send tell nl_tap of it and
 * succeed without an answer; what asks is sent, so that the rest of the command line can be checked.
 */
bool nl_holds(const struct nlmsghdr *);

/* Iterates over attributes of a payload: checks each length; stops at the first that does not fit. */
#define nl_for_each(a, data, size) \
	for (const struct nlattr *a = (const void *)(data), \
	     *a##_end = (const void *)((const char *)(data) + (size)); \
	     nl_attr_ok(a, (const char *)a##_end - (const char *)a); a = nl_attr_next(a))
static inline bool nl_attr_ok(const struct nlattr *a, long left)
{
	return left >= (long)sizeof(*a) && a->nla_len >= sizeof(*a) && a->nla_len <= left;
}
/* What libmnl says by a call, where each attribute of each message passes. */
static inline const struct nlattr *nl_attr_next(const struct nlattr *a)
{
	return (const void *)((const char *)a + MNL_ALIGN(a->nla_len));
}
static inline uint16_t nl_attr_type(const struct nlattr *a)
{
	return a->nla_type & NLA_TYPE_MASK;
}

#endif
