/* l2tp.c - "ip l2tp": tunnels and sessions of L2TP version 3 that nobody negotiates.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "error.h"
#include "genl_ask.h"
#include "l2tp.h"
#include "objects.h"
#include "options.h"

static const char help_text[] =
	"Usage: ip l2tp add tunnel\n"
	"          remote ADDR local ADDR\n"
	"          tunnel_id ID peer_tunnel_id ID\n"
	"          [ encap {{ ip | udp } ]\n"
	"          [ udp_sport PORT ] [ udp_dport PORT ]\n"
	"          [ udp_csum {{ on | off } ]\n"
	"          [ udp6_csum_tx {{ on | off } ]\n"
	"          [ udp6_csum_rx {{ on | off } ]\n"
	"Usage: ip l2tp add session [ name NAME ]\n"
	"          tunnel_id ID\n"
	"          session_id ID peer_session_id ID\n"
	"          [ cookie HEXSTR ] [ peer_cookie HEXSTR ]\n"
	"          [ seq {{ none | send | recv | both } ]\n"
	"          [ l2spec_type L2SPEC ]\n"
	"       ip l2tp del tunnel tunnel_id ID\n"
	"       ip l2tp del session tunnel_id ID session_id ID\n"
	"       ip l2tp show tunnel [ tunnel_id ID ]\n"
	"       ip l2tp show session [ tunnel_id ID ] [ session_id ID ]\n\n"
	"Where: NAME   := STRING\n"
	"       ADDR   := {{ IP_ADDRESS | any }\n"
	"       PORT   := {{ 0..65535 }\n"
	"       ID     := {{ 1..4294967295 }\n"
	"       HEXSTR := {{ 8 or 16 hex digits (4 / 8 bytes) }\n"
	"       L2SPEC := {{ none | default }\n"
	"The words offset and peer_offset have no effect.\n";

static int usage(struct words *w, const struct command *c)
{
	(void)c;
	return w->completing ? -1 : genl_usage(help_text);
}

static int table_help(struct words *w)
{
	return usage(w, NULL);
}

const struct table l2tp_table = { GENL_TABLE("l2tp", l2tp_family), TABLE_ROWS(l2tp_rows), .unknown = l2tp_unknown,
				  .help = table_help };

/* ---- what the words say together ---- */
static int missing(const char *what)
{
	return fail(255, "Error: argument \"%s\" is required", what);
}

static uint64_t number(const struct request *q, uint16_t attr)
{
	const struct item *i = request_attr(q, &l2tp_table, attr);

	return i ? item_number(i) : 0;
}

static bool is_said(const struct request *q, const char *word)
{
	const struct table *in;

	return request_row(q, table_word(&l2tp_table, TO_SET, word, &in));
}

static int check_ends(const struct request *q)
{
	if (!number(q, L2TP_ATTR_PEER_CONN_ID))
		return missing("peer_tunnel_id");
	if (!request_attr(q, &l2tp_table, L2TP_ATTR_IP_SADDR))
		return missing("local");
	if (!request_attr(q, &l2tp_table, L2TP_ATTR_IP_DADDR))
		return missing("remote");
	if (number(q, L2TP_ATTR_ENCAP_TYPE) != L2TP_ENCAPTYPE_UDP)
		return 0;
	if (!number(q, L2TP_ATTR_UDP_SPORT))
		return missing("udp_sport");
	return number(q, L2TP_ATTR_UDP_DPORT) ? 0 : missing("udp_dport");
}

static int check_session(const struct request *q)
{
	if (!number(q, L2TP_ATTR_PEER_SESSION_ID))
		return missing("peer_session_id");
	return number(q, L2TP_ATTR_SESSION_ID) ? 0 : missing("session_id");
}

/* Which numbers must be there; ip(8) asks for them in this order. */
static int check(const struct request *q, bool adds)
{
	bool is_session = is_said(q, "session"), is_tunnel = is_said(q, "tunnel");

	if (!is_tunnel && !is_session)
		return missing("tunnel or session");
	if (!adds && is_session && !number(q, L2TP_ATTR_SESSION_ID))
		return missing("session_id");
	if (!number(q, L2TP_ATTR_CONN_ID))
		return missing("tunnel_id");
	if (adds && is_session && check_session(q) < 0)
		return -1;
	return adds && is_tunnel ? check_ends(q) : 0;
}

/* ---- requests ---- */
/* Only what belongs to a tunnel, or to a session, of all that was said. */
static int send_part(const struct request *q, uint16_t command, uint8_t part)
{
	struct request one;

	request_begin(&one, &l2tp_table, TO_SET, command, NLM_F_ACK, q->words);
	for (const struct item *i = q->first; i; i = i->next) {
		struct item *copy;

		if (i->dead || !(i->row->lookup & part))
			continue;
		copy = request_add_bytes(&one, &l2tp_table, i->row, i->from, i->to, i->data, i->size);
		if (!copy)
			return -1;
		copy->v6 = i->v6;
	}
	return request_send(&one, NULL, NULL);
}

static int add_tunnel(struct request *q)
{
	bool is_udp = number(q, L2TP_ATTR_ENCAP_TYPE) == L2TP_ENCAPTYPE_UDP;

	request_imply(q, &l2tp_table, L2TP_ATTR_PROTO_VERSION, 3);
	request_imply(q, &l2tp_table, L2TP_ATTR_ENCAP_TYPE, L2TP_ENCAPTYPE_UDP);
	return send_part(q, L2TP_CMD_TUNNEL_CREATE, is_udp ? L2TP_TUNNEL | L2TP_UDP : L2TP_TUNNEL);
}

static int add_session(struct request *q)
{
	request_imply(q, &l2tp_table, L2TP_ATTR_PEER_CONN_ID, 0);
	request_imply(q, &l2tp_table, L2TP_ATTR_PW_TYPE, L2TP_PWTYPE_ETH);
	request_imply(q, &l2tp_table, L2TP_ATTR_L2SPEC_TYPE, L2TP_L2SPECTYPE_DEFAULT);
	request_imply(q, &l2tp_table, L2TP_ATTR_L2SPEC_LEN,
		      number(q, L2TP_ATTR_L2SPEC_TYPE) == L2TP_L2SPECTYPE_DEFAULT ? 4 : 0);
	return send_part(q, L2TP_CMD_SESSION_CREATE, L2TP_SESSION);
}

static int parse(struct request *q, uint16_t command, struct words *w)
{
	if (!words_peek(w))
		return usage(w, NULL);
	request_begin(q, &l2tp_table, TO_SET, command, 0, w);
	return request_parse(q, &l2tp_table, w) < 0 || w->completing ? -1 : 0;
}

static int add(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (parse(&q, L2TP_CMD_TUNNEL_CREATE, w) < 0 || check(&q, true) < 0)
		return -1;
	if (is_said(&q, "tunnel") && add_tunnel(&q) < 0)
		return -1;
	return is_said(&q, "session") ? add_session(&q) : 0;
}

static int delete(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (parse(&q, L2TP_CMD_TUNNEL_DELETE, w) < 0 || check(&q, false) < 0)
		return -1;
	return is_said(&q, "session") ? send_part(&q, L2TP_CMD_SESSION_DELETE, L2TP_NAME) :
					send_part(&q, L2TP_CMD_TUNNEL_DELETE, L2TP_TUNNEL_NAME);
}

/* The numbers go to the kernel, which lists all the same. */
static int show(struct words *w, const struct command *c)
{
	bool is_session;
	struct request q, list;

	(void)c;
	if (parse(&q, L2TP_CMD_TUNNEL_GET, w) < 0)
		return -1;
	is_session = is_said(&q, "session");
	if (!is_session && !is_said(&q, "tunnel"))
		return missing("tunnel or session");
	request_begin(&list, &l2tp_table, TO_GET, is_session ? L2TP_CMD_SESSION_GET : L2TP_CMD_TUNNEL_GET, 0, w);
	if (number(&q, L2TP_ATTR_CONN_ID) && (!is_session || number(&q, L2TP_ATTR_SESSION_ID)))
		request_imply(&list, &l2tp_table, L2TP_ATTR_CONN_ID, number(&q, L2TP_ATTR_CONN_ID));
	if (is_session && list.first)
		request_imply(&list, &l2tp_table, L2TP_ATTR_SESSION_ID, number(&q, L2TP_ATTR_SESSION_ID));
	return genl_list(&list, 1);
}

static const struct command commands[] = {
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
	{ "a[dd]", "{ tunnel WORD ... | session WORD ... }", "makes a tunnel or a session", add, 0, NULL },
	{ "d[elete]", "{ tunnel tunnel_id ID | session tunnel_id ID session_id ID }", "removes it", delete, 0, NULL },
	{ "s[how]|l[ist]|l[st]", "{ tunnel | session }", "lists tunnels or sessions", show, 0, NULL },
};

static const struct table *const tables[] = { &l2tp_table, NULL };

const struct object l2tp_object = {
	.word = "l2[tp]", .name = "l2tp", .help = "tunnels and sessions of L2TP version 3", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
