/* names.h - the names files of /etc/iproute2: tables, protocols, scopes ...  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NAMES_H
#define MINIP_NAMES_H

#include <stdint.h>

enum names {
	NAMES_TABLE,		/* rt_tables: 255 local, 254 main, 253 default are built in */
	NAMES_PROTO,		/* rt_protos */
	NAMES_SCOPE,		/* rt_scopes */
	NAMES_REALM,		/* rt_realms */
	NAMES_DSFIELD,		/* rt_dsfield */
	NAMES_GROUP,		/* group */
	NAMES_NLPROTO,		/* nl_protos */
	NAMES_ADDRPROTO,	/* rt_addrprotos */
	NAMES_PROTODOWN,	/* protodown_reasons.d only */
	NAMES_FILES
};

/*
 * A file is read at the first need and kept: /etc/iproute2/FILE, else /usr/share/iproute2/FILE,
 * else /usr/lib/iproute2/FILE; then FILE.d/ *.conf of each folder, a file found in an earlier folder
 * hiding that of the same name in a later one (tables, protocols, protodown reasons only, as in ip(8)).  A line is "NUMBER NAME" (decimal or 0x), '#' starts a comment.
 * A bad line warns as ip(8) does ("Database FILE is corrupted at LINE") and ends that file.
 */

/* Stands before each path of a names file: "", or the folder of a test. */
extern const char *names_root;

/* The name of a number, or NULL; valid until names_reset(). */
const char *names_of(enum names, uint32_t value);
/* The number of a name: 0, or -1 when there is none. */
int names_value(enum names, const char *name, uint32_t *value);
/* What its file is called: "rt_tables". */
const char *names_file(enum names);
/* Calls each for every name, numbers ascending; for completion. */
void names_each(enum names, void (*each)(uint32_t value, const char *name, void *arg), void *arg);
/* Forgets all that was read (tests, at exit). */
void names_reset(void);

#endif
