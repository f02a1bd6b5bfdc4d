/* peer.h - kinds that come in pairs: the other end is a link of its own.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_PEER_H
#define MINIP_PEER_H

#include "schema.h"

/* Adds the other end, whose words may come later; NULL with the error recorded. */
struct item *peer_begin(struct request *, const struct table *, const struct row *, struct words *);
/* All generic words of a link, to the end of the line. */
int peer_words(struct item *, struct words *);
/* Both: a row's .parse. */
int peer_parse(struct request *, const struct table *, const struct row *, struct words *);
/* A table's .unknown where only "peer" is known: usage on stdout, -1 with status 1. */
int peer_only(struct request *, const struct table *, struct words *);

/* First line of the help of such a kind. */
#define PEER_USAGE(kind)	"ip link <options> type " kind " [peer <options>]\nTo get <options> type 'ip link add help'"

#endif
