/* store.h - files of messages: "save" writes them, "restore" and "showdump" read them.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STORE_H
#define MINIP_STORE_H

#include "schema.h"

/*
 * A file is a magic number in the byte order of the host, then messages as the kernel
 * sent them, each padded to four bytes.  It knows links by index, not by name.
 */
struct store {
	uint32_t magic;
	const char *name;	/* as messages call it: "address" */
	int unfit;		/* exit status where the file is none of this kind */
	int status;		/* ... and where it is damaged, or the kernel refuses a message */
};

/* Begins a file on standard output, which is no terminal; 0, or -1 with the error recorded. */
int store_save_begin(const struct store *);
/* Asks for what goes into the file; each() calls store_save().  nl->error has the kernel's word after -1. */
int store_save_dump(struct request *, nl_each each, void *arg);
int store_save(const struct nlmsghdr *);

/* Begins to read a file on standard input, which is no terminal; 0, or -1 with the error recorded. */
int store_read_begin(const struct store *);
/* Calls each for every message up to the end; each may change it, and stops with < 0. */
typedef int (*store_each)(struct nlmsghdr *, void *arg);
int store_read(const struct store *, store_each each, void *arg);
/* Can the file be read again?  Back to its first message; 0, or -1 with the error recorded. */
int store_seekable(const struct store *);
int store_rewind(const struct store *);

/* Gives a message back to the kernel.  What is there already is told and skipped; 0, or -1 with the error recorded. */
int store_restore(const struct store *, struct nlmsghdr *);

#endif
