/* xfrm_policy.c - "ip xfrm policy": commands.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <string.h>

#include "error.h"
#include "options.h"

static int delete(const struct nlmsghdr *);

static const struct xfrm_sort policies = {
	.table = &xfrm_policy_table, .id = &xfrm_policy_id_table, .expire = &xfrm_policy_expire_table, .dump = &xfrm_policy_flush_table,
	.made = XFRM_MSG_NEWPOLICY, .updated = XFRM_MSG_UPDPOLICY, .expired = XFRM_MSG_POLEXPIRE, .deleted = XFRM_MSG_DELPOLICY,
	.wanted = XFRM_MSG_GETPOLICY, .itself = XFRMA_POLICY, .delete = delete,
};

int xfrm_show_policy(const struct nlmsghdr *n, void *filter)
{
	return xfrm_show_one(&policies, n, filter);
}

/* ---- add, update ---- */
static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &xfrm_policy_table, TO_SET, c->flags, NLM_F_ACK, w);
	xfrm_unlimit(&q, &xfrm_policy_table);
	if (request_parse(&q, &xfrm_policy_table, w) < 0 || w->completing)
		return -1;
	if (!xfrm_item(&q, "dir"))
		return fail(1, "Not enough information: DIR is required.");
	xfrm_drop_empty(&q);
	request_imply_header(&q, offsetof(struct xfrm_selector, family), opt.family ? opt.family : AF_INET);
	return request_send(&q, NULL, NULL);
}

/* ---- get, delete ---- */
static int check_which(const struct request *q)
{
	bool is_index = xfrm_item(q, "index"), is_selector = xfrm_said(q, RUN_SELECTOR);

	if (!xfrm_item(q, "dir"))
		return fail(1, "Not enough information: DIR is required.");
	if (!is_index && !is_selector)
		return fail(1, "Not enough information: either SELECTOR or INDEX is required.");
	if (is_index && is_selector)
		return fail(255, "Error: either \"SELECTOR\" is duplicate, or \"INDEX\" is garbage.");
	return 0;
}

static int get_or_delete(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &xfrm_policy_id_table, TO_SET, c->flags, c->flags == XFRM_MSG_DELPOLICY ? NLM_F_ACK : 0, w);
	if (request_parse(&q, &xfrm_policy_id_table, w) < 0 || w->completing || check_which(&q) < 0)
		return -1;
	xfrm_drop_empty(&q);
	request_imply_header(&q, offsetof(struct xfrm_selector, family), AF_INET);
	return request_send(&q, c->flags == XFRM_MSG_GETPOLICY ? xfrm_show_policy : NULL, NULL);
}

/* ---- list, deleteall ---- */
static int list(struct words *w, const struct command *c)
{
	struct request filter;

	(void)c;
	return xfrm_filter(&policies, &filter, w) < 0 ? -1 : xfrm_dump_all(&policies, xfrm_show_policy, &filter);
}

static int delete(const struct nlmsghdr *n)
{
	struct xfrm_userpolicy_info p;
	struct xfrm_userpolicy_id id;
	struct request q;

	memcpy(&p, mnl_nlmsg_get_payload(n), sizeof(p));
	id = (struct xfrm_userpolicy_id){ .sel = p.sel, .index = p.index, .dir = p.dir };
	xfrm_delete_begin(&policies, &q, &id, n);
	return xfrm_tell(&q);
}

static int deleteall(struct words *w, const struct command *c)
{
	(void)c;
	return xfrm_deleteall(&policies, w);
}

/* ---- flush, count, set ---- */
static int flush(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &xfrm_policy_flush_table, TO_SET, XFRM_MSG_FLUSHPOLICY, NLM_F_ACK, w);
	if (request_parse(&q, &xfrm_policy_flush_table, w) < 0 || w->completing)
		return -1;
	if (opt.stats > 1)
		warn("Flush policy");
	return request_send(&q, NULL, NULL);
}

static int show_count(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (n->nlmsg_type != XFRM_MSG_NEWSPDINFO || view_message(&v, &xfrm_policy_info_table, n, NULL) < 0)
		return 0;
	out_text(&out, "\t SPD", "");
	show_rows(&out, &v);
	xfrm_end(&out);
	return 0;
}

static int count(struct words *w, const struct command *c)
{
	(void)c;
	return xfrm_count(&xfrm_policy_info_table, XFRM_MSG_GETSPDINFO, show_count, w);
}

static int set(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &xfrm_policy_info_table, TO_SET, XFRM_MSG_NEWSPDINFO, NLM_F_ACK, w);
	if (request_parse(&q, &xfrm_policy_info_table, w) < 0 || w->completing)
		return -1;
	request_imply_header(&q, 0, UINT32_MAX);
	return request_send(&q, NULL, NULL);
}

/* ---- what becomes of packets without a policy ---- */
static int setdefault(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &xfrm_policy_default_table, TO_SET, XFRM_MSG_SETDEFAULT, NLM_F_ACK, w);
	if (request_parse(&q, &xfrm_policy_default_table, w) < 0 || w->completing)
		return -1;
	return request_send(&q, NULL, NULL);
}

int xfrm_show_default(const struct nlmsghdr *n, void *arg)
{
	bool oneline = out.oneline;
	struct view v;

	(void)arg;
	if (view_message(&v, &xfrm_policy_default_table, n, NULL) < 0)
		return 0;
	out.oneline = false;
	out_text(&out, "Default policies:\n", "");
	show_rows(&out, &v);
	out.oneline = oneline;
	return 0;
}

static int getdefault(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (w->completing)
		return -1;
	request_begin(&q, &xfrm_policy_default_table, TO_SET, XFRM_MSG_GETDEFAULT, 0, w);
	return request_send(&q, xfrm_show_default, NULL);
}

#define WHICH	"{ SELECTOR | index INDEX } dir DIR ..."

static const struct command commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ nosock ] [ FILTER ... ]", "lists policies", list, 0, NULL },
	{ "a[dd]", "SELECTOR dir DIR [ TMPL ... ] ...", "makes a policy", modify, XFRM_MSG_NEWPOLICY, NULL },
	{ "u[pdate]", "SELECTOR dir DIR [ TMPL ... ] ...", "changes a policy, or makes it", modify, XFRM_MSG_UPDPOLICY, NULL },
	{ "d[elete]", WHICH, "removes a policy", get_or_delete, XFRM_MSG_DELPOLICY, NULL },
	{ "deletea[ll]|dela[ll]", "[ FILTER ... ]", "removes all policies that are selected", deleteall, 0, NULL },
	{ "g[et]", WHICH, "shows one policy", get_or_delete, XFRM_MSG_GETPOLICY, NULL },
	{ "f[lush]", "[ ptype PTYPE ]", "removes all policies", flush, 0, NULL },
	{ "c[ount]", "", "counts policies", count, 0, NULL },
	{ "se[t]", "[ hthresh4 LBITS RBITS ] [ hthresh6 LBITS RBITS ]", "says which policies are hashed", set, 0, NULL },
	{ "setd[efault]", "DIR ACTION ...", "says what becomes of packets without a policy", setdefault, 0, NULL },
	{ "getd[efault]", "", "shows what becomes of packets without a policy", getdefault, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	xfrm_usage("Usage: ip xfrm policy {{ add | update } SELECTOR dir DIR [ ctx CTX ]\n", &xfrm_policy_object,
		   &xfrm_policy_table, &xfrm_policy_table);
	return fail(255, "%s", "");
}

const struct object xfrm_policy_object = {
	.word = "p[olicy]", .name = "xfrm policy", .help = "policies of IPsec", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage,
};
