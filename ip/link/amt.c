/* amt.c - "type amt": multicast through networks without it (RFC 7450).  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/amt.h>
#include <sys/socket.h>

#include "error.h"
#include "kind.h"
#include "kind_types.h"
#include "scan.h"
#include "tunnel_common.h"

static const struct table table;
static const struct name modes[] = { { AMT_MODE_GATEWAY, "gateway" }, { AMT_MODE_RELAY, "relay" }, { 0, NULL } };

static int scan_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	if (!type_scan_exact(q, r, word, i))
		return 0;
	kind_usage(&err, NULL, &table);
	return fail(1, "%s", "");
}

TYPE_PRINT_NAMED(print_mode, "UNKNOWN")

static const struct type type_mode = { .name = "u32", .arg = "{ gateway | relay }", .size = 4, .scan = scan_mode,
				       .print = print_mode };

/* An address of any family, as ip(8) sends it; "any" leaves the attribute out. */
static int scan_end(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct address a = { .size = 0 };

	(void)r;
	if (scan_address(word, AF_UNSPEC, &a) < 0) {
		fail(1, "Error: any valid address is expected rather than \"%s\".", word);
		return error_fatal();
	}
	item_set(i, a.data, a.size);
	if (a.size)
		return 0;
	request_drop(i);
	kind_send_empty(q, &table);
	return 0;
}

static void print_end(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	type_plain_ipv4.print(v, r, data, size, l);
}

static const struct type type_end = { .name = "ip", .arg = "ADDR", .size = 4, .scan = scan_end, .print = print_end };

static const struct row rows[] = {
	ATTR(IFLA_AMT_MODE, mode, "mode", NULL, "which side of the tunnel it is", .names = modes, .text = "%s "),
	ATTR(IFLA_AMT_GATEWAY_PORT, be16, "gateway_port", "PORT", "UDP port of the gateway"),
	ATTR(IFLA_AMT_RELAY_PORT, be16, "relay_port", "PORT", "UDP port of the relay"),
	ATTR(IFLA_AMT_LOCAL_IP, end, "local", "ADDR", "own outer address", .once = ONCE_GARBAGE),
	TOLD(IFLA_AMT_REMOTE_IP, end, "remote %s ", "remote"),
	ATTR(IFLA_AMT_DISCOVERY_IP, end, "discovery", "ADDR", "whom a gateway asks for relays", .once = ONCE_GARBAGE),
	ATTR(IFLA_AMT_LINK, known_device, "dev", "DEV", "the link that it stands on", .json = "link"),
	ATTR(IFLA_AMT_MAX_TUNNELS, u32, "max_tunnels", "COUNT", "most gateways of a relay"),
};
static const struct table table = {
	.name = "amt", TABLE_ROWS(rows), .bad[TO_SET] = "%s", .unknown = kind_unknown_command, .help = kind_help,
};

const struct kind kind_amt = { .name = "amt", .help = "automatic multicast tunneling", .table = &table };
