/* hint_ipsec.c - hints to mistakes with "ip xfrm".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>

#define UNKNOWN(what, keyword) \
	{ .text = "Requested " what " algorithm not found", .at = keyword, \
	  .say = "this kernel does not know \"{word}\": /proc/crypto lists what is loaded, with names as cbc(aes)" }

const struct hint hints_ipsec[] = {
	{ .when = hint_says_usage, .at = "#1", .say = "\"{word}\" is none of state, policy, monitor" },
	{ .text = "ALGO-KEYMAT\" is required", .at = "#end", .say = "behind the name stands the key, as 0x00112233445566778899aabbccddeeff" },
	{ .text = "ALGO-KEYMAT value", .say = "a key is 0x and hexadecimal digits, as 0x00112233445566778899aabbccddeeff, or a text" },
	{ .text = "the same address family", .at = "dst", .say = "source and destination are both IPv4, or both IPv6" },
	{ .text = "are invalid with XFRM-PROTO", .at = "proto",
	  .say = "esp takes \"enc\" and \"auth\", or \"aead\"; ah takes \"auth\"; comp takes \"comp\"" },
	{ .text = "are invalid with PROTO", .at = "proto", .say = "ports go with tcp, udp, sctp, dccp; icmp has \"type\" and \"code\", gre a \"key\"" },
	{ .text = "duplicate \"unknown\"", .when = hint_near_word, .say = "{found}" },
	{ .text = "duplicate \"unknown\"", .say = "\"{word}\" is no keyword here: \"ip help xfrm {command}\" lists them" },
	{ .text = "ID is required", .at = "#end", .say = "say which: src ADDR dst ADDR proto esp spi N" },
	{ .text = "DIR is required", .at = "#end", .say = "say for packets of which direction: dir in, out or fwd" },
	UNKNOWN("CRYPT", "enc"), UNKNOWN("AUTH", "auth"), UNKNOWN("AEAD", "aead"), UNKNOWN("COMP", "comp"),
	{ .text = "Requested type not found", .at = "proto", .say = "this kernel lacks \"{word}\": its module is missing (modprobe esp4, ah4, ipcomp, or with a 6)" },
	{ .code = ESRCH, .at = "spi", .say = "no state has this identity: \"ip xfrm state\" lists them" },
	{ .code = EEXIST, .at = "spi", .say = "there is such a state already: \"ip xfrm state update\" changes it" },
	{ .code = ENOENT, .at = "dir", .say = "no policy has this direction and selector: \"ip xfrm policy\" lists them" },
	{ .code = EEXIST, .at = "dir", .say = "there is such a policy already: \"ip xfrm policy update\" changes it" },
	{ .say = NULL },
};
