/* tcp_metrics_flush.c - "ip tcp_metrics flush": peers that are selected are forgotten, round by round.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_metrics.h"

#include <linux/tcp_metrics.h>

#include "arena.h"
#include "error.h"
#include "flush.h"
#include "options.h"

/* What a dump tells is deleted when it has ended, for both go through one socket. */
#define DELETES (16 * 1024)
struct deletes {
	struct deletes *next;
	size_t size;
	_Alignas(NLMSG_ALIGNTO) char messages[DELETES];
};

struct round {
	struct request *q;
	struct deletes *first;
	uint32_t found;
};

static void put_address(struct nlmsghdr *n, const struct nlattr *a)
{
	size_t size = a ? mnl_attr_get_payload_len(a) : 0;

	if (size)
		mnl_attr_put(n, mnl_attr_get_type(a), size > 16 ? 16 : size, mnl_attr_get_payload(a));
}

static void put_either(struct nlmsghdr *n, const struct view *v, uint16_t four, uint16_t six)
{
	put_address(n, view_attr(v, four) ? view_attr(v, four) : view_attr(v, six));
}

static void delete_peer(struct round *round, const struct view *v)
{
	struct deletes *d = round->first;
	struct genlmsghdr *g;
	struct nlmsghdr *n;

	if (!d || d->size + NLMSG_HDRLEN + sizeof(*g) + 64 > DELETES) {
		d = arena_alloc(sizeof(*d));
		d->next = round->first;
		round->first = d;
	}
	n = mnl_nlmsg_put_header(d->messages + d->size);
	n->nlmsg_type = tcp_metrics_family.id;
	n->nlmsg_flags = NLM_F_REQUEST;
	g = mnl_nlmsg_put_extra_header(n, sizeof(*g));
	*g = (struct genlmsghdr){ .cmd = TCP_METRICS_CMD_DEL, .version = tcp_metrics_family.version };
	put_either(n, v, TCP_METRICS_ATTR_ADDR_IPV4, TCP_METRICS_ATTR_ADDR_IPV6);
	put_either(n, v, TCP_METRICS_ATTR_SADDR_IPV4, TCP_METRICS_ATTR_SADDR_IPV6);
	d->size += n->nlmsg_len;
	round->found++;
}

static int flush_one(const struct nlmsghdr *n, void *arg)
{
	struct round *round = arg;
	struct view v;

	if (n->nlmsg_type != tcp_metrics_family.id || view_message(&v, &tcp_metrics_table, n, NULL) < 0 || !tcp_metrics_wanted(round->q, &v))
		return 0;
	delete_peer(round, &v);
	return opt.stats > 1 ? tcp_metrics_show(n, round->q) : 0;
}

static int send_deletes(const struct round *round)
{
	struct nl *nl = nl_socket(NL_GENERIC);

	if (!nl)
		return -1;
	nl->asks = false;
	for (struct deletes *d = round->first; d; d = d->next)
		if (nl_post(nl, d->messages, d->size) < 0)
			return nl->error.code ? fail(1, "Failed to send flush request: %s", error_text(nl->error.code)) : -1;
	return 0;
}

int tcp_metrics_flush(struct request *q)
{
	for (unsigned int n = 0;; n++) {
		struct round round = { .q = q };
		struct nl_dump dump = { flush_one, NULL, &round };
		struct flush told;

		if (request_dump(q, &dump, 1) < 0)
			return fail_further(1, "Flush terminated");
		told.found = round.found;
		if (!round.found && !n)
			warn("Nothing to flush.");
		else if (!round.found)
			flush_say_end(n);
		if (!round.found || send_deletes(&round) < 0)
			return round.found ? -1 : 0;
		flush_say_round(n + 1, &told);
		if (opt.dry_run)
			return 0;
	}
}
